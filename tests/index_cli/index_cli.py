"""dateline-index as a person starts it: exit codes, messages, reports, what is read and what is left out."""

import json
import os
import signal
import subprocess
import time

from index_case import IO_ERROR, LOCKED, MISFIT, NO_INPUT, OK, REJECTED, USAGE, IndexCase, article, main


class Usage(IndexCase):
    def test_help_and_version_are_answers(self):
        self.run_index("--help")
        self.assertIn("Usage: dateline-index", self.out)
        self.run_index("--version")
        self.assertRegex(self.out, r"^dateline-index \d+\.\d+\.\d+\n$")
        self.assertFalse(os.path.exists(self.archive))

    def test_a_command_that_cannot_be_followed_says_why(self):
        for arguments, said in ([], "name at least one file"), (["--nonsense", "x"], "--nonsense"), (["--format", "qqqq", "x"], "'qqqq'"), \
                (["--threads", "0", "x"], "--threads"), (["--threads", "many", "x"], "--threads"), (["--section"], "--section"), \
                (["-", "@-"], "standard input"), (["--watch", "-"], "--watch"), (["x", "--source", "AP"], "behind it"), (["--souce", "AP", "x"], "--source"), \
                (["--format", "markdwn", "x"], "'markdown'"), (["--map", "titel=headline", "x"], "'title'"), (["--map", "title", "x"], "field=name"), \
                (["--map", "zzzzzzzz=a", "x"], "known are id, url"), (["--full", "x"], "explain"), \
                ([os.path.join(self.archive, "articles")], "apart"):
            with self.subTest(arguments=arguments):
                self.run_index(*arguments, code=USAGE)
                self.assertIn(said, self.err)
                self.assertEqual(len(self.err.splitlines()), 1)
        self.assertFalse(os.path.exists(self.archive))

    def test_every_option_of_the_help_is_taken(self):
        self.run_index("--help")
        self.write("a.json", article("One"))
        self.run_index("--format", "json", "--source", "Post", "--section", "local", "--lang", "en", "--prune", "--rebuild", "--threads", "2", "--quiet", self.news)
        self.assertEqual(self.out, "")


class WhatIsThere(IndexCase):
    def test_a_path_that_is_not_there_ends_the_run_and_publishes_nothing(self):
        self.write("a.json", article("One"))
        self.run_index(self.news, os.path.join(self.top, "none"), code=NO_INPUT)
        self.assertIn("none", self.err)
        self.run_index("--check", code=MISFIT)

    def test_no_archive_to_check_says_how_to_make_one(self):
        self.run_index("--check", code=MISFIT)
        self.assertIn("dateline-index --archive", self.err)

    def test_an_archive_of_another_version_is_refused_until_it_is_rebuilt(self):
        self.write("a.json", article("One"))
        self.run_index(self.news)
        manifest = os.path.join(self.archive, "manifest.json")
        with open(manifest, encoding="utf-8") as file:
            document = json.load(file)
        document["format"] += 1
        with open(manifest, "w", encoding="utf-8") as file:
            json.dump(document, file)
        self.run_index(self.news, code=MISFIT)
        self.assertIn("--rebuild", self.err)
        self.assert_counts(self.run_index("--rebuild", self.news), added=1, articles=1)

    def test_a_byte_that_changed_on_disk_is_found(self):
        for number in range(5):
            self.write(f"{number}.json", article(f"Headline {number}"))
        self.run_index(self.news)
        self.run_index("--check")
        self.assertIn("5 articles", self.out)
        segments = os.path.join(self.archive, "segments")
        segment = os.path.join(segments, os.listdir(segments)[0])
        for name in sorted(os.listdir(segment)):
            path = os.path.join(segment, name)
            with open(path, "rb") as file:
                whole = file.read()
            for at in (len(whole) // 3, len(whole) - 40):
                with self.subTest(file=name, at=at):
                    broken = bytearray(whole)
                    broken[at] ^= 0x10
                    with open(path, "wb") as file:
                        file.write(broken)
                    self.run_index("--check", code=MISFIT)
                    self.assertIn(name, self.err)
            with open(path, "wb") as file:
                file.write(whole)
        self.run_index("--check")


class WhatIsRead(IndexCase):
    def test_a_run_counts_what_it_did_for_people_and_as_json(self):
        self.write("a.json", article("One", id="one"))
        self.write("b.jsonl", article("Two", id="two") + "\n" + article("Three", id="three") + "\n")
        report = self.run_index(self.news)
        self.assert_counts(report, files=2, read=3, added=3, replaced=0, unchanged=0, removed=0, rejected=0, articles=3)
        self.assertEqual(report["rejections"], [])
        self.assertGreater(report["bytes"], 0)
        self.assertIn("3 added, 0 replaced, 0 unchanged, 0 removed, 0 rejected", self.out)
        self.write("b.jsonl", article("Two", id="two") + "\n" + article("Third", id="three") + "\n")
        report = self.run_index(self.news)
        self.assert_counts(report, replaced=1, added=0, articles=3)

    def test_bad_input_is_named_by_path_and_line_and_stops_nothing(self):
        self.write("good.json", article("Good"))
        bad = self.write("bad.jsonl", article("One") + "\nnot json\n" + article("Two") + "\n{\"title\": \"cut\n")
        report = self.run_index(self.news, code=REJECTED)
        self.assert_counts(report, added=3, rejected=2)
        self.assertEqual([(entry["path"], entry["line"]) for entry in report["rejections"]], [(bad, 2), (bad, 4)])
        for line in 2, 4:
            self.assertRegex(self.err, rf"(?m)^{bad}:{line}: \S")
        report = self.run_index(self.news, code=REJECTED)
        self.assert_counts(report, added=0, rejected=2, files_unchanged=0 if report["files_unchanged"] == 0 else 1)

    def test_files_that_have_not_changed_are_passed_over(self):
        path = self.write("a.json", article("One"))
        old = time.time() - 1000
        os.utime(path, (old, old))
        self.run_index(self.news)
        self.assert_counts(self.run_index(self.news), files=0, files_unchanged=1, read=0, articles=1)
        self.assert_counts(self.run_index("--section", "local", self.news), files=1, files_unchanged=0)
        self.write("a.json", article("Two"))
        os.utime(path, (old, old + 1))
        self.assert_counts(self.run_index("--section", "local", self.news), files=1, replaced=1, articles=1)

    def test_a_run_that_changes_nothing_publishes_nothing(self):
        old = time.time() - 1000
        os.utime(self.write("a.json", article("One")), (old, old))
        self.run_index(self.news)
        with open(os.path.join(self.archive, "manifest.json"), "rb") as file:
            before = file.read()
        self.run_index(self.news)
        with open(os.path.join(self.archive, "manifest.json"), "rb") as file:
            self.assertEqual(file.read(), before)

    def test_prune_removes_what_vanished_and_nothing_that_lies_elsewhere(self):
        gone = self.write("gone.json", article("Gone"))
        self.write("stays.json", article("Stays"))
        other = self.write("other.json", article("Other"), folder=os.path.join(self.top, "newsroom"))
        self.run_index(self.news, other)
        os.remove(gone)
        os.remove(other)
        self.assert_counts(self.run_index(self.news), removed=0, articles=3)
        self.assert_counts(self.run_index("--prune", self.news), removed=1, articles=2)

    def test_prune_spares_what_could_not_be_read_this_time(self):
        path = self.write("a.jsonl", article("One", id="one") + "\n" + article("Two", id="two") + "\n")
        self.run_index(self.news)
        self.write("a.jsonl", article("One", id="one") + "\nnot json\n")
        self.assert_counts(self.run_index("--prune", self.news, code=REJECTED), removed=0, articles=2)
        self.write("a.jsonl", article("One", id="one") + "\n")
        self.assert_counts(self.run_index("--prune", path), removed=1, articles=1)

    def test_names_that_are_left_out(self):
        self.write("a.json", article("One"))
        self.write(".hidden.json", article("Two"))
        self.write(".git/b.json", article("Three"))
        self.write("drafts/c.json", article("Four"))
        self.write("deep/d.draft.json", article("Five"))
        self.write("deep/e.json", article("Six"))
        self.write(".datelineignore", "# not yet\ndrafts\r\n*.draft.json \n\n")
        self.assert_counts(self.run_index(self.news), read=2, added=2, rejected=0)

    def test_files_of_no_known_format_are_told_of_and_ignored(self):
        self.write("a.json", article("One"))
        picture = self.write("b.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
        report = self.run_index(self.news)
        self.assertEqual(report["ignored"], [picture])

    def test_links_do_not_lead_in_circles_or_to_a_file_that_is_not_there(self):
        self.write("deep/a.json", article("One"))
        os.symlink(self.news, os.path.join(self.news, "deep", "up"))
        os.symlink("nowhere", os.path.join(self.news, "broken"))
        os.symlink("self", os.path.join(self.news, "self"))
        os.mkfifo(os.path.join(self.news, "pipe.json"))
        self.assert_counts(self.run_index(self.news), read=1, added=1)

    def test_a_file_that_cannot_be_read_is_told_of_and_the_others_are_read(self):
        self.write("a.json", article("One"))
        secret = self.write("b.json", article("Two"))
        os.chmod(secret, 0)
        if os.access(secret, os.R_OK):
            self.skipTest("this user may read every file")
        report = self.run_index(self.news, code=REJECTED)
        self.assertEqual(report["rejections"][0]["path"], secret)
        self.assert_counts(report, added=1)

    def test_standard_input_is_read_in_the_format_that_is_named(self):
        path = self.write("in.jsonl", article("One", id="one") + "\n" + article("Two", id="two") + "\n", folder=self.top)
        with open(path, "rb") as file:
            self.assert_counts(self.run_index("--format", "jsonl", "-", stdin=file), added=2, articles=2)

    def test_an_empty_folder_makes_an_empty_archive(self):
        self.assert_counts(self.run_index(self.news), read=0, articles=0)
        self.run_index("--check")


class TwoAtOnceAndSignals(IndexCase):
    def running(self):
        """A run that has read one article and waits for more."""
        reader, writer = os.pipe()
        process = self.start("--archive", self.archive, "--format", "jsonl", "-", stdin=reader)
        os.close(reader)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        lock = os.path.join(self.archive, "lock")
        while not (os.path.exists(lock) and os.path.getsize(lock) > 0):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return process, writer

    def test_a_second_writer_is_told_who_holds_the_archive(self):
        process, writer = self.running()
        self.write("a.json", article("One"))
        self.run_index(self.news, code=LOCKED)
        self.assertIn(f"process {process.pid} ", self.err)
        os.write(writer, (article("Two") + "\n").encode())
        os.close(writer)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, OK, out + err)
        self.run_index(self.news)

    def test_a_run_that_is_interrupted_publishes_what_it_has(self):
        for number in range(3000):
            self.write(f"{number % 50}/{number}.json", article(f"Headline {number}", "Words of the levy. " * 50))
        process = self.start("--archive", self.archive, "--threads", "1", self.news)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, OK, out + err)
        self.run_index("--check")
        self.assert_counts(self.run_index(self.news), articles=3000, rejected=0)


    def catches(self, process, number):
        with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
            caught = next(int(line.split()[1], 16) for line in status if line.startswith("SigCgt:"))
        return caught >> (number - 1) & 1

    def test_a_second_signal_ends_a_run_at_once_and_leaves_the_archive(self):
        self.write("a.json", article("One"))
        self.run_index(self.news)
        process, writer = self.running()
        self.addCleanup(os.close, writer)
        deadline = time.monotonic() + 60
        while not self.catches(process, signal.SIGTERM):
            self.assertLess(time.monotonic(), deadline)
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGCONT)
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (-signal.SIGINT, -signal.SIGTERM))
        self.run_index("--check")
        self.assertIn("1 articles", self.out)
        self.run_index(self.news)


class TheDisk(IndexCase):
    def test_a_report_that_cannot_be_written_is_an_error_of_its_own(self):
        self.write("a.json", article("One"))
        done = subprocess.run([self.program, "--archive", self.archive, "--report", os.path.join(self.top, "none", "report"), self.news], capture_output=True, timeout=60)
        self.assertIn(done.returncode, (NO_INPUT, IO_ERROR))
        self.assertIn(b"report", done.stderr)

    def test_a_full_disk_says_so_and_leaves_the_archive(self):
        self.write("a.json", article("One"))
        self.run_index(self.news)
        for number in range(200):
            self.write(f"b{number}.json", article(f"Headline {number}", " ".join(f"word{number}x{at}" for at in range(100))))
        limited = f'trap "" XFSZ; ulimit -f 8; exec "$0" "$@"'
        done = subprocess.run(["bash", "-c", limited, self.program, "--archive", self.archive, self.news], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, IO_ERROR, done.stderr)
        self.assertTrue(done.stderr)
        self.run_index("--check")
        self.assertIn("1 articles", self.out)
        self.assert_counts(self.run_index(self.news), articles=201)


if __name__ == "__main__":
    main()
