"""docs/dependencies.md and scripts/packages.txt name the same packages.

    packages_test.py ROOT
"""

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
    from_npm = {"playwright-core", "axe-core"}
    for name in sorted(listed - described):
        print(f"docs/dependencies.md does not say what {name} is for")
    for name in sorted(described - listed - from_npm):
        print(f"docs/dependencies.md describes {name}, which scripts/packages.txt does not list")
    return 0 if listed and listed == described - from_npm else 1


if __name__ == "__main__":
    sys.exit(main())
