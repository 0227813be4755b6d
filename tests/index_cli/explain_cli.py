"""dateline-index explain: what a person and what a program is shown of a reading."""

import bz2
import json
import os
import signal
import subprocess

from index_case import NO_INPUT, OK, REJECTED, USAGE, IndexCase, article, main

PAGE = """Home
News

Ferry to run until midnight
By Ruth Ames
May 3, 2024

The last ferry will leave at midnight from June on, the harbour board said on Friday after a long night of talks with the crews.

Subscribe to our newsletter
"""


class Explain(IndexCase):
    def explain(self, *arguments, code=OK, stdin=b""):
        done = subprocess.run([self.program, "explain", *arguments], input=stdin, capture_output=True, timeout=60, cwd=self.top)
        self.err = done.stderr.decode()
        self.assertEqual(done.returncode, code, done.stdout.decode() + self.err)
        return done.stdout.decode()

    def rows(self, *arguments, **options):
        return [json.loads(line) for line in self.explain("--json", *arguments, **options).splitlines()]

    def test_a_person_sees_format_fields_paragraphs_and_what_was_left_out(self):
        out = self.explain("--source", "Post", self.write("a.txt", PAGE))
        for said in ("text, by its name; ", "UTF-8", "title       Ferry to run until midnight", "byline      Ruth Ames", "source      Post  [--source]",
                     "published   2024-05-03", "language    en  [found out from the text]", "status      usable", "visible     to everybody",
                     "kept: 1 paragraph", "     1  The last ferry", "left out: ", "boilerplate (", "line 1     Home", "1 article, 0 rejected, 0 skipped"):
            self.assertIn(said, out)
        self.assertLessEqual(max(map(len, out.splitlines()[1:])), 80)
        self.assertFalse(os.path.exists(os.path.join(self.top, "archive")))

    def test_long_paragraphs_are_whole_only_when_that_is_asked_for(self):
        path = self.write("a.txt", PAGE)
        self.assertNotIn("with the crews.", self.explain(path))
        out = " ".join(self.explain("--full", path).split())
        self.assertIn("talks with the crews.", out)

    def test_a_program_is_given_every_field_the_body_and_the_ledger(self):
        file, told, end = self.rows(self.write("a.txt", PAGE))
        self.assertEqual((file["kind"], file["format"], told["kind"], end["kind"]), ("file", "text", "article", "end"))
        self.assertEqual(told["byline"], ["Ruth Ames"])
        self.assertEqual(told["published"], "2024-05-03")
        self.assertEqual(len(told["body"]), 1)
        self.assertIn({"reason": "boilerplate", "line": 1, "text": "Home"}, told["dropped"])
        self.assertEqual((end["articles"], end["rejected"]), (1, 0))

    def test_a_signal_ends_it_at_once(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            reader, writer = os.pipe()
            process = self.start("explain", "--format", "jsonl", "-", stdin=reader)
            os.close(reader)
            self.addCleanup(process.kill)
            with self.assertRaises(subprocess.TimeoutExpired):
                process.wait(timeout=0.5)
            process.send_signal(number)
            process.communicate(timeout=60)
            os.close(writer)
            self.assertEqual(process.returncode, -number)

    def test_a_file_packed_alone_is_not_called_a_tar(self):
        path = self.write("a.txt.bz2", bz2.compress(PAGE.encode()))
        self.assertIn("  tar or a single file, packed with bzip2, by its ", self.explain(path))
        self.assertEqual(self.rows(path)[0]["format"], "tar")

    def test_bad_articles_are_shown_and_make_exit_code_1(self):
        path = self.write("a.jsonl", article("One") + "\nnot json\n" + article("Two") + "\n")
        self.assertIn("rejected, line 2: ", self.explain(path, code=REJECTED))
        kinds = [row["kind"] for row in self.rows(path, code=REJECTED)]
        self.assertEqual(kinds, ["file", "article", "rejected", "article", "end"])

    def test_a_file_of_many_articles_shows_the_first_ones(self):
        path = self.write("a.jsonl", "".join(article(f"Headline {number}") + "\n" for number in range(50)))
        self.assertEqual(self.explain(path).count("\n  Article "), 20)
        self.assertIn("30 not shown (--most N", self.explain(path))
        self.assertEqual(self.explain("--most", "3", path).count("\n  Article "), 3)
        self.assertEqual(len(self.rows(path)), 52)

    def test_standard_input_is_explained(self):
        self.assertIn("title       One", self.explain("-", stdin=article("One").encode()))
        self.assertIn("text, as --format says", self.explain("--format", "text", "-", stdin=PAGE.encode()))

    def test_a_file_of_no_format_says_so(self):
        out = self.explain(self.write("a.bin", bytes(range(256)) * 8))
        self.assertIn("is of no format that is read", out)
        self.assertIn("0 articles, 0 rejected, 1 skipped", out)

    def test_nothing_in_a_file_or_its_name_steers_the_terminal(self):
        hostile = "\x1b[31mred \x9b2J \u202eright \x07\x7f"
        for name, text in (("a\x1b[2J.txt", f"{hostile}\n\nA sentence {hostile} of the council. Another one.\n"),
                           ("b.jsonl", f"{hostile}\n" + article(f"T {hostile}", f"B {hostile}", byline=f"By {hostile}", published=hostile) + "\n")):
            path = self.write(name, text)
            for arguments in ((path,), ("--full", path), ("--json", path)):
                out = self.explain(*arguments, code=REJECTED if name == "b.jsonl" else OK)
                steering = [c for c in out + self.err if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202a\u202b\u202c\u202d\u202e"]
                self.assertEqual(steering, [], repr(out))

    def test_wrong_use_says_why(self):
        for arguments, code, said in (([], USAGE, "name at least"), (["--prune", "x"], USAGE, "--prune"), (["none"], NO_INPUT, "none"),
                                      (["--most", "0", "x"], USAGE, "--most")):
            self.explain(*arguments, code=code)
            self.assertIn(said, self.err)


if __name__ == "__main__":
    main()
