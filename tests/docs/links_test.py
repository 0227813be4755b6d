"""Every link between the documents leads somewhere: to a file that exists, and to a heading that it has.

    links_test.py ROOT
"""

import pathlib
import re
import sys

FENCED = re.compile(r"^ *```.*?^ *```[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def anchors(text):
    """The names of a document's headings, as the usual viewers make them."""
    headings = re.findall(r"^#+ +(.*?) *$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(root):
    for document in (*sorted(root.glob("*.md")), *sorted(root.glob("docs/**/*.md")), *sorted(root.glob("corpus/*.md"))):
        text = FENCED.sub(lambda match: "\n" * match.group().count("\n"), document.read_text("utf-8"))
        for match in LINK.finditer(text):
            address = match.group(1)
            if re.match(r"[a-z]+:", address):
                continue
            path, _, anchor = address.partition("#")
            target = document.parent / path if path else document
            where = f"{document.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}"
            if not target.exists():
                yield f"{where}: {path} does not exist"
            elif anchor and target.suffix == ".md" and anchor not in anchors(target.read_text("utf-8")):
                yield f"{where}: {path or document.name} has no heading #{anchor}"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    found = list(broken_links(root))
    print(*found, sep="\n")
    return 1 if found or not list(root.glob("docs/*.md")) else 0


if __name__ == "__main__":
    sys.exit(main())
