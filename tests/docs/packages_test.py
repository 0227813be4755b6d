"""docs/dependencies.md names the packages of scripts/packages.txt and of tests/browser/package.json, and no others.

    packages_test.py ROOT
"""

import json
import pathlib
import re
import subprocess
import sys


def main():
    root = pathlib.Path(sys.argv[1])
    sections = re.findall(r"^\[(\w+)\]$", (root / "scripts/packages.txt").read_text("utf-8"), re.MULTILINE)
    listed = set(subprocess.run([root / "scripts/packages", *sections], check=True, capture_output=True,
                                text=True).stdout.split())
    rows = [line for line in (root / "docs/dependencies.md").read_text("utf-8").splitlines() if line.startswith("|")]
    described = {name for line in rows for name in re.findall(r"`([a-z0-9][a-z0-9.+-]*[a-z0-9+])`", line)}
    listed |= set(json.loads((root / "tests/browser/package.json").read_text("utf-8"))["devDependencies"])
    for name in sorted(listed - described):
        print(f"docs/dependencies.md does not say what {name} is for")
    for name in sorted(described - listed):
        print(f"docs/dependencies.md describes {name}, which is not listed")
    return 0 if listed == described else 1


if __name__ == "__main__":
    sys.exit(main())
