"""What dateline-index reads besides plain folders: lists, pipes, hostile names and files, each path with options of its own."""

import json
import os
import signal
import socket
import subprocess
import time

from index_case import NO_INPUT, OK, REJECTED, IndexCase, article, main

NOBODY = 65534


class PathsWithTheirOptions(IndexCase):
    def articles(self, *arguments):
        """{title: article} as explain tells it."""
        done = subprocess.run([self.program, "explain", "--json", *arguments], capture_output=True, timeout=60)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return {row["title"]: row for row in rows if row["kind"] == "article"}

    def test_an_option_counts_for_the_paths_behind_it(self):
        ap = self.write("ap/a.json", article("From AP"))
        dpa = self.write("dpa/b.json", article("Von dpa"))
        told = self.articles("--source", "AP", "--section", "world", ap, "--source", "dpa", "--lang", "de", dpa)
        self.assertEqual([told["From AP"][name] for name in ("source", "section", "lang")], ["AP", "world", "en"])
        self.assertEqual([told["Von dpa"][name] for name in ("source", "section", "lang")], ["dpa", "world", "de"])

    def test_a_file_below_two_paths_belongs_to_the_deeper_one_and_is_read_once(self):
        self.write("a.json", article("Ours"))
        self.write("ap/b.json", article("Theirs"))
        inner = os.path.join(self.news, "ap")
        for arguments in (["--source", "Post", self.news, "--source", "AP", inner], ["--source", "AP", inner, "--source", "Post", self.news]):
            told = self.articles(*arguments)
            self.assertEqual({title: row["source"] for title, row in told.items()}, {"Ours": "Post", "Theirs": "AP"})
        self.assert_counts(self.run_index(self.news, inner), files=2, read=2)

    def test_a_file_is_unchanged_only_when_it_is_read_with_the_same_options(self):
        old = time.time() - 1000
        folders = [os.path.dirname(self.write(f"{name}/a.json", article(name))) for name in ("ap", "dpa")]
        for folder in folders:
            os.utime(os.path.join(folder, "a.json"), (old, old))
        first = ["--source", "AP", folders[0], "--source", "dpa", folders[1]]
        self.assert_counts(self.run_index(*first), files=2, added=2)
        self.assert_counts(self.run_index(*first), files=0, files_unchanged=2)
        self.assert_counts(self.run_index("--source", "AP", folders[0], "--source", "DPA", folders[1]), files=1, files_unchanged=1, replaced=1)
        self.assert_counts(self.run_index("--source", "AP", folders[0]), files=0, files_unchanged=1)
        self.assert_counts(self.run_index("--source", "AP", "--map", "title=hed", folders[0]), files=1, files_unchanged=0)

    def test_a_format_that_is_named_counts_for_its_paths_only(self):
        text = self.write("a.json", "A line about the levy\n\nThe council voted.")
        self.write("deep/b.json", article("One"))
        self.assert_counts(self.run_index("--format", "text", text, "--format", "", os.path.join(self.news, "deep")), added=2, rejected=0)

    def test_what_stands_behind_two_dashes_is_a_path(self):
        self.write("--source", article("One"))
        done = subprocess.run([self.program, "--archive", self.archive, "--", "--source"], cwd=self.news, capture_output=True, timeout=60)
        self.assertIn(b"1 added", done.stdout, done.stderr)


class Lists(IndexCase):
    def test_a_list_names_paths_one_a_line(self):
        first, second = self.write("a.json", article("One")), self.write("deep/b c.json", article("Two"))
        self.write("not-listed.json", article("Three"))
        listed = self.write("list", f"# what to read\n{first}\r\n\n{os.path.dirname(second)}\n", folder=self.top)
        self.assert_counts(self.run_index("@" + listed), read=2, added=2, rejected=0)

    def test_a_list_with_NULs_takes_names_with_line_ends(self):
        path = self.write("two\nlines.json", article("One"))
        hash_name = self.write("#hash.json", article("Two"))
        listed = self.write("list", f"{path}\0{hash_name}\0", folder=self.top)
        with open(listed, "rb") as file:
            self.assert_counts(self.run_index("@-", stdin=file), read=2, rejected=0)

    def test_a_listed_path_that_is_not_there_is_told_and_its_articles_stay(self):
        gone, stays = self.write("gone.json", article("Gone")), self.write("stays.json", article("Stays"))
        listed = self.write("list", f"{gone}\n{stays}\n", folder=self.top)
        self.run_index("@" + listed)
        os.remove(gone)
        report = self.run_index("--prune", "@" + listed, code=REJECTED)
        self.assert_counts(report, removed=0, rejected=1, articles=2)
        self.assertIn(f"{gone}: is not there", self.err)

    def test_a_list_that_is_not_there_ends_the_run(self):
        self.run_index("@" + os.path.join(self.top, "none"), code=NO_INPUT)
        self.assertIn("./@name", self.err)


class Streams(IndexCase):
    def test_standard_input_is_read_in_the_format_that_it_shows(self):
        path = self.write("in", article("One", id="1") + "\n" + article("Two", id="2") + "\n", folder=self.top)
        with open(path, "rb") as file:
            self.assert_counts(self.run_index("-", stdin=file), added=2)

    def test_a_named_pipe_is_read_to_its_end(self):
        pipe = os.path.join(self.top, "pipe")
        os.mkfifo(pipe)
        process = self.start("--archive", self.archive, pipe)
        with open(pipe, "w", encoding="utf-8") as file:
            file.write(article("One"))
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, OK, err)
        self.assertIn(b"1 added", out)

    def test_a_large_stream_is_read_whole(self):
        pipe = os.path.join(self.top, "pipe")
        os.mkfifo(pipe)
        process = self.start("--archive", self.archive, pipe)
        with open(pipe, "w", encoding="utf-8") as file:
            for number in range(80):
                file.write(json.dumps({"id": number, "title": f"Headline {number}", "body": "levy " * 200, "filler": "x" * (1 << 20)}) + "\n")
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, OK, err)
        self.assertIn(b"80 added", out)

    def test_a_pipe_that_nobody_writes_to_does_not_keep_a_run_from_ending(self):
        pipe = os.path.join(self.top, "pipe")
        os.mkfifo(pipe)
        good = self.write("a.json", article("One"))
        process = self.start("--archive", self.archive, "--threads", "1", good, pipe)
        lock = os.path.join(self.archive, "lock")
        deadline = time.monotonic() + 60
        while not os.path.exists(lock):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, OK, err)
        self.assertIn(b"go on", err)
        self.run_index("--check")

    def test_devices_sockets_and_files_of_the_kernel_are_no_files_of_articles(self):
        path = os.path.join(self.top, "socket")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path)
            for given in (path, "/dev/null", "/dev/zero", "/proc/self/status", "/proc/self"):
                with self.subTest(path=given):
                    self.assert_counts(self.run_index(given, code=REJECTED), rejected=1)
                    self.assertRegex(self.err, f"^{given}: .* no (file|folder) of articles\n")


class HostileFiles(IndexCase):
    def test_a_large_file_that_is_cut_while_it_is_read_is_told_and_ends_nothing(self):
        self.write("a.json", article("One"))
        big = self.write("b.jsonl", "")
        with open(big, "w", encoding="utf-8") as file:
            for number in range(150):
                file.write(json.dumps({"id": number, "title": f"Headline {number}", "body": "levy " * (200 << 10)}) + "\n")
        process = self.start("--archive", self.archive, "--threads", "1", self.news)
        deadline = time.monotonic() + 60
        while process.poll() is None:
            self.assertLess(time.monotonic(), deadline)
            with open(f"/proc/{process.pid}/maps", encoding="utf-8", errors="replace") as maps:
                if big in maps.read():
                    break
        process.send_signal(signal.SIGSTOP)
        os.truncate(big, 1 << 20)
        process.send_signal(signal.SIGCONT)
        _, err = process.communicate(timeout=300)
        self.assertEqual(process.returncode, REJECTED, err)
        self.assertIn(b"b.jsonl: lost bytes while it was read", err)
        self.run_index("--check")

    def test_names_that_are_not_text_are_read_told_and_kept(self):
        names = [b"caf\xe9.json", b"line\nend \x1b[31m.json", "über.json".encode()]
        old = time.time() - 1000
        for name in names:
            path = os.path.join(self.news.encode(), name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(article("Of " + repr(name)))
            os.utime(path, (old, old))
        report = self.run_index(self.news)
        self.assert_counts(report, added=3, rejected=0)
        self.assertEqual(sorted(os.path.basename(note["path"]) for note in report["notes"]), [r"caf\xE9.json", r"line\x0Aend \x1B[31m.json"])
        self.assertNotIn("\x1b", self.err)
        self.assertEqual(len(self.err.splitlines()), 2)
        self.assert_counts(self.run_index("--prune", self.news), files_unchanged=3, removed=0, articles=3)
        os.remove(os.path.join(self.news.encode(), names[0]))
        self.assert_counts(self.run_index("--prune", self.news), removed=1, articles=2)

    def test_unfinished_files_are_left_out(self):
        self.write("a.json", article("One"))
        for name in ("b.json.tmp", "c.json.part", "d.json~", "e.json.filepart", ".f.json.swp"):
            self.write(name, article("Unfinished"))
        self.assert_counts(self.run_index(self.news), read=1)

    def test_links_in_circles_and_to_nowhere_are_told_when_they_are_named(self):
        os.symlink("self", os.path.join(self.top, "self"))
        self.run_index(os.path.join(self.top, "self"), code=REJECTED)
        self.assertIn("self: ", self.err)
        os.symlink("nowhere", os.path.join(self.top, "broken"))
        self.run_index(os.path.join(self.top, "broken"), code=NO_INPUT)

    def test_a_folder_without_permission_is_told_and_its_articles_stay(self):
        self.write("open/a.json", article("One"))
        self.write("closed/b.json", article("Two"))
        closed = os.path.join(self.news, "closed")
        user = self.as_nobody()
        self.run_as(user, self.news)
        os.chmod(closed, 0)
        self.addCleanup(os.chmod, closed, 0o700)
        done = self.run_as(user, "--prune", self.news)
        self.assertEqual(done.returncode, REJECTED)
        self.assertIn(f"{closed}: cannot be read (Permission denied); check its permissions".encode(), done.stderr)
        self.assertIn(b"2 articles", self.run_as(user, "--check").stdout)

    def as_nobody(self):
        """How to start a process that may not read everything."""
        if os.geteuid() != 0:
            return {}
        for folder, _, files in os.walk(self.top):
            for path in (folder, *(os.path.join(folder, name) for name in files)):
                os.chown(path, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        if self.run_as(user, "--version").returncode != OK:
            self.skipTest("nobody else may start the program")
        return user

    def run_as(self, user, *arguments):
        try:
            return subprocess.run([self.program, "--archive", self.archive, *arguments], capture_output=True, timeout=60, **user)
        except PermissionError:
            self.skipTest("nobody else may start the program")

    def test_files_that_come_and_go_while_they_are_read_fail_nothing(self):
        for number in range(2000):
            self.write(f"{number % 20}/{number}.json", article(f"Headline {number}"))
        process = self.start("--archive", self.archive, "--threads", "1", self.news)
        for number in range(0, 2000, 3):
            os.remove(os.path.join(self.news, f"{number % 20}/{number}.json"))
        _, err = process.communicate(timeout=120)
        self.assertEqual((process.returncode, err), (OK, b""))
        self.run_index("--check")
        self.assert_counts(self.run_index("--prune", self.news), articles=2000 - len(range(0, 2000, 3)))


class TheReport(IndexCase):
    def test_what_was_left_out_is_summed_by_reason(self):
        self.write("a.json", article("One", published="02/03/2020"))
        self.write("b.txt", "Home\n\nFerry to run until midnight\nBy Ruth Ames\n\nThe last ferry will leave at midnight from June on, the board said.\n\nSubscribe to our newsletter\n")
        report = self.run_index(self.news)
        self.assertEqual(report["dropped"]["unreadable_date"], 1)
        self.assertRegex(self.out, r"(?m)^left out: .*\b1 unreadable date\b")
        self.assertEqual(sum(report["languages"].values()), 2)
        for name in ("withheld", "embargoed", "canceled", "corrected", "skipped"):
            self.assertEqual(report[name], 0)


if __name__ == "__main__":
    main()
