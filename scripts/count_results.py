"""Counts the tests in a JUnit file that ctest wrote; prints the closing line of scripts/test.

    count_results.py RESULTS.xml CTEST_EXIT_CODE

Writes the counts beside the file as .json. Exits 1 when a test failed, or when ctest says so and the file does not.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def outcome(case):
    """"passed", "failed" or "skipped" for one <testcase>. A test whose program is missing has failed."""
    if case.get("status") == "run":
        return "passed"
    if case.get("status") == "disabled":
        return "skipped"
    skipped = case.find("skipped")
    if skipped is not None and skipped.get("message", "").startswith("SKIP_"):
        return "skipped"
    return "failed"


def main():
    results, ctest_exit_code = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    names = {"failed": [], "skipped": []}
    for case in ElementTree.parse(results).getroot().iter("testcase"):
        what = outcome(case)
        counts[what] += 1
        if what in names:
            names[what].append(case.get("name"))
    if ctest_exit_code != 0 and counts["failed"] == 0:
        print(f"ctest ended with {ctest_exit_code} though no test of its report failed")
        counts["failed"] = 1
    results.with_suffix(".json").write_text(json.dumps({**counts, "names": names}, indent=1) + "\n")
    for what in ("skipped", "failed"):
        for name in names[what]:
            print(f"{what}: {name}")
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    print(line + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    return 1 if counts["failed"] else 0


sys.exit(main())
