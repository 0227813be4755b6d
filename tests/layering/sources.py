"""C++ sources as the layering test sees them: their includes, and where their functions begin and end."""

import re

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^()\\ ]{0,16})\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"|'
    r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.DOTALL)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)
_SCOPE = re.compile(r"(?<![<,])(?<![<,] )\b(?:namespace|class|struct|union|enum|extern)\b")
_VALUE = re.compile(r"=\s*$|\)\s*(?:noexcept\s*)?:(?!:)[^;]*[\w>]$")  # what a brace follows that holds a value
_NAME = re.compile(r"(operator\s*[^\s\w]{1,3}|operator\s+[\w:]+|~?[\w:]+)\s*\(")


def includes(text):
    """[(line, header)] as written, quotation marks and angle brackets alike; comments are not looked into."""
    text = re.sub(r"/\*.*?\*/", lambda match: "\n" * match.group().count("\n"), text, flags=re.DOTALL)
    return [(text.count("\n", 0, match.start(1)) + 1, match.group(1)) for match in _INCLUDE.finditer(text)]


def blank(text):
    """The text with comments, strings and preprocessor lines blanked; every line stays where it is."""
    text = _TOKEN.sub(lambda match: ("" if match.group()[0] == "/" else '""') + "\n" * match.group().count("\n"), text)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda match: "\n" * match.group().count("\n"), text,
                  flags=re.MULTILINE)


def functions(text):
    """[(name, first line, lines)] of the functions that are defined in namespaces and classes; lambdas are part of
    the function around them."""
    found = []
    scopes = []      # for each open brace: (is a function body, name, first line); name None: part of a declaration
    head_start = 0   # where the declaration before the next brace begins
    text = blank(text)
    for match in re.finditer(r"[{};]|(?<!:):(?!:)", text):
        at, sign = match.start(), match.group()
        inside = any(scope[0] for scope in scopes)
        if sign == "{":
            head = text[head_start:at]
            if not inside and (_VALUE.search(head) or any(scope[1] is None for scope in scopes)):
                scopes.append((False, None, 0))
                continue
            body = not inside and _is_function(head)
            first = head_start + len(head) - len(head.lstrip())
            scopes.append((body, _name(head) if body else "", text.count("\n", 0, first) + 1))
        elif sign == "}" and scopes:
            body, name, first = scopes.pop()
            if name is None:
                continue
            if body:
                found.append((name, first, text.count("\n", 0, at) + 2 - first))
        elif sign == ":" and not re.search(r"\b(?:public|protected|private)\s*$", text[head_start:at]):
            continue
        if not any(scope[0] for scope in scopes):
            head_start = at + 1
    return found


def _is_function(head):
    return "(" in head and not _SCOPE.search(head.split("(")[0])


def _name(head):
    match = _NAME.search(head)
    return match.group(1) if match else "?"
