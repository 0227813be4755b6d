"""Keeps the walls of ARCHITECTURE.md: who includes what, which room sees which library, how long code is.

    check.py [ROOT]

Prints "path:line: what is wrong" for each breach and exits 1 when there is one.
"""

import pathlib
import re
import sys

import rules
import sources


class Tree:
    """The C++ sources below a folder: {path: text}, paths with '/' and relative to it."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.texts = {}
        for room in ("indexer", "server", "tests"):
            for path in sorted((self.root / room).rglob("*")):
                if path.suffix in (".cpp", ".h"):
                    self.texts[path.relative_to(self.root).as_posix()] = path.read_text("utf-8")


def covers(place, path):
    return path == place or path.startswith(place + "/")


def room_of(path):
    """The narrowest row of MAY_INCLUDE that covers the path, or None."""
    rows = [place for place in rules.MAY_INCLUDE if covers(place, path)]
    return max(rows, key=len, default=None)


def check_rooms(tree):
    for path, text in tree.texts.items():
        room = room_of(path)
        if room is None:
            yield f"{path}:1: stands in no room; add a row to MAY_INCLUDE in tests/layering/rules.py"
            continue
        for line, header in sources.includes(text):
            if not covers("indexer", header) and not covers("server", header) and not covers("tests", header):
                continue
            own = room_of(header) == room
            if not own and not any(covers(place, header) for place in rules.MAY_INCLUDE[room]):
                yield f"{path}:{line}: {room} may not include {header}"


def headers_reached(tree, path, seen=None):
    """{header of this project: the line of `path` that leads to it}, directly or through others."""
    reached = {}
    for line, header in sources.includes(tree.texts.get(path, "")):
        if header in tree.texts and header not in reached:
            inner = headers_reached(tree, header, (seen or set()) | {path}) if header not in (seen or ()) else {}
            for name in (header, *inner):
                reached.setdefault(name, line)
    return reached


def check_libraries(tree):
    shown = {path: [header for _, header in sources.includes(text)] for path, text in tree.texts.items()}
    for path, text in tree.texts.items():
        reached = headers_reached(tree, path)
        for library, places in rules.LIBRARIES.items():
            if any(covers(place, path) for place in places):
                continue
            for line, header in sources.includes(text):
                if header.startswith(library):
                    yield f"{path}:{line}: {header} may be included only in {', '.join(places)}"
            for via, line in sorted(reached.items()):
                if any(header.startswith(library) for header in shown[via]):
                    yield f"{path}:{line}: {via} shows {library} to a room that must not see it"


def check_lengths(tree):
    lengths = []
    for path, text in tree.texts.items():
        lines = text.count("\n")
        if lines > rules.LONGEST_FILE:
            yield f"{path}:1: {lines} lines; a file has at most {rules.LONGEST_FILE}"
        for name, first, length in sources.functions(text):
            lengths.append(length)
            if length > rules.LONGEST_FUNCTION and (path, name) not in rules.ONE_TABLE:
                yield f"{path}:{first}: {name} has {length} lines; a function has at most {rules.LONGEST_FUNCTION}"
    usual = sum(length <= rules.USUAL_FUNCTION for length in lengths)
    if usual < rules.USUAL_SHARE * len(lengths):
        yield (f"indexer:1: {len(lengths) - usual} of {len(lengths)} functions are longer than {rules.USUAL_FUNCTION} "
               f"lines; at most {1 - rules.USUAL_SHARE:.0%} may be")


def check_named_paths(tree):
    """Every path that ARCHITECTURE.md names between back quotes exists, seen from the top or from the folder that the
    section speaks of: `indexer/archive/fields.h`, `scripts/test`, `web/`."""
    document = tree.root / "ARCHITECTURE.md"
    if not document.exists():
        yield "ARCHITECTURE.md:1: is missing"
        return
    tops = {path.name for path in tree.root.iterdir()} | {"indexer", "server", "web", "corpus", "tests", "docs", "scripts"}
    for number, line in enumerate(document.read_text("utf-8").splitlines(), 1):
        for name in re.findall(r"`([\w.{},*-]+/[\w./{},*-]*)`", line):
            if name.split("/")[0] in tops and not any(True for _ in expand(tree.root, name)):
                yield f"ARCHITECTURE.md:{number}: {name} does not exist"


def expand(root, name):
    """The files that a name stands for: itself, or with * and {a,b} as a shell reads them. Every alternative must exist."""
    braces = re.search(r"\{([^{}]*)\}", name)
    if not braces:
        return list(root.glob(name.rstrip("/")))
    options = [expand(root, name[:braces.start()] + word + name[braces.end():]) for word in braces.group(1).split(",")]
    return [path for option in options for path in option] if all(options) else []


def check_type_names(tree):
    """One flat namespace: two headers that define a type of the same name make a program whose behaviour is undefined."""
    first = {}
    for path, text in sorted(tree.texts.items()):
        if not path.endswith(".h") or path.startswith("tests/"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = re.match(r"(?:struct|class|enum class) (\w+)(?: final)?(?: :[^:].*)?(?: \{|$)", line)
            if match and first.setdefault(match.group(1), path) != path:
                yield f"{path}:{number}: {match.group(1)} is defined in {first[match.group(1)]} too"


CHECKS = (check_rooms, check_libraries, check_lengths, check_named_paths, check_type_names)


def breaches(root):
    tree = Tree(root)
    if not tree.texts:
        return [f"{root}: has no sources"]
    return [breach for check in CHECKS for breach in check(tree)]


def main():
    found = breaches(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
