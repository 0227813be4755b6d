"""The runner of the examples can fail: what it takes for an example, and when one is wrong."""

import os
import pathlib
import tempfile
import unittest

import links_test
import run_examples

DOCUMENT = """# Title

```sh
echo one
```

```output
one
```

```text
docker run it
```

- a list

  ```sh
  echo two
  echo three
  ```

Words between.

```output
not of that block
```
"""


class ExamplesTest(unittest.TestCase):
    def test_only_blocks_fenced_as_sh_are_examples(self):
        found = run_examples.examples(DOCUMENT)
        self.assertEqual([(example.line, example.command) for example in found],
                         [(3, "echo one\n"), (17, "echo two\necho three\n")])

    def test_only_output_right_behind_a_block_belongs_to_it(self):
        self.assertEqual([example.output for example in run_examples.examples(DOCUMENT)], [["one"], []])

    def test_lines_of_output_are_wanted_whole_and_in_order(self):
        for wanted, printed, missing in (
                (["a", "b"], "a\nx\nb\n", None),
                (["b", "a"], "a\nb\n", "a"),
                (["a"], "ab\n", "a"),
                (["a...z", "(1)"], "  a 12 z\n(1)\n", None)):
            with self.subTest(wanted=wanted, printed=printed):
                self.assertEqual(run_examples.first_missing(wanted, printed), missing)

    def test_any_command_that_fails_fails_its_block(self):
        with tempfile.TemporaryDirectory() as folder:
            for command, code in (("true", 0), ("false; true", 1), ("false | cat", 1), ("echo $unset_name", 1)):
                with self.subTest(command):
                    self.assertEqual(run_examples.run_block(command, folder, dict(os.environ))[0], code)

    def test_links_that_lead_nowhere_are_named(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            (root / "docs").mkdir()
            (root / "docs/api.md").write_text("# The API\n\n## Errors, all of them\n\n[up](../README.md) [x](https://x.example)\n")
            (root / "README.md").write_text("[a](docs/api.md#errors-all-of-them) [b](docs/no.md)\n"
                                            "```text\n[c](gone.md)\n```\n[d](docs/api.md#warnings)\n")
            self.assertEqual(list(links_test.broken_links(root)),
                             ["README.md:1: docs/no.md does not exist", "README.md:5: docs/api.md has no heading #warnings"])


if __name__ == "__main__":
    unittest.main()
