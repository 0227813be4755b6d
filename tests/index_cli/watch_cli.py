"""dateline-index --watch: what changes in folders and files is published, whatever way it changes, and nothing ends the watch but a signal."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time

from index_case import LOCKED, NO_INPUT, OK, IndexCase, article, main

DEADLINE = 60  # seconds for anything to happen at all


class Watch(IndexCase):
    def follow(self, *arguments, ready="following ", **options):
        """Starts a watch and waits until it listens."""
        self.said = []
        self.process = self.start("--archive", self.archive, "--watch", *arguments, **options)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)
        self.readers = [threading.Thread(target=self.collect, args=(stream,), daemon=True)
                        for stream in (self.process.stdout, self.process.stderr)]
        for reader in self.readers:
            reader.start()
        self.until(lambda: ready in self.text(), f"it says '{ready}'")

    def collect(self, stream):
        with stream:
            for line in stream:
                self.said.append(line.decode())

    def text(self):
        return "".join(self.said)

    def until(self, condition, what):
        deadline = time.monotonic() + DEADLINE
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"not so: {what}\n{self.text()}")
            self.assertIsNone(self.process.poll(), self.text())
            time.sleep(0.02)

    def state(self):
        """(generation, articles) as they are published now; zeros when they change at this moment."""
        done = subprocess.run([self.program, "--archive", self.archive, "--check"], capture_output=True, timeout=DEADLINE)
        said = re.search(rb" (\d+) articles in \d+ segments, generation (\d+)", done.stdout)
        return (int(said[2]), int(said[1])) if said else (0, 0)

    def until_articles(self, number):
        self.until(lambda: self.state()[1] == number, f"the archive has {number} articles")

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.assertEqual(self.process.wait(timeout=DEADLINE), OK, self.text())
        for reader in self.readers:
            reader.join(DEADLINE)
        self.run_index("--check")


class WhatIsFollowed(Watch):
    def test_new_files_new_folders_changes_and_renames_are_published(self):
        self.write("a.json", article("One"))
        self.follow(self.news)
        self.until_articles(1)
        self.write("b.json", article("Two"))
        self.until_articles(2)
        self.write("deep/er/c.json", article("Three"))
        self.until_articles(3)
        self.write("deep/er/d.json", article("Four"))
        self.until_articles(4)
        self.write("a.json", article("One, changed"))
        self.until(lambda: "1 replaced" in self.text(), "a change is published")
        elsewhere = os.path.join(self.top, "elsewhere")
        os.mkdir(elsewhere)
        self.write("x/e.json", article("Five"), folder=elsewhere)
        os.rename(os.path.join(elsewhere, "x"), os.path.join(self.news, "moved-in"))
        self.until_articles(5)
        self.write("moved-in/f.json", article("Six"))
        self.until_articles(6)
        self.end()

    def test_a_file_saved_by_way_of_another_name_is_read_once_and_under_its_own(self):
        path = self.write("a.json", article("One"))
        self.follow(self.news)
        for number, way in enumerate(("tmp", "hidden", "backup")):
            text = article(f"Saved by {way} {number}")
            if way == "backup":
                os.rename(path, path + "~")
                self.write("a.json", text)
            else:
                os.rename(self.write("a.json.tmp" if way == "tmp" else ".a.json.swp", text), path)
            self.until(lambda: self.text().count("1 replaced") > number, f"saved by way of {way}")
        self.assertEqual(self.state()[1], 1)
        self.end()

    def test_a_file_is_read_when_it_is_whole(self):
        self.follow(self.news)
        whole = article("One", body="Levy. " * 5000)
        with open(os.path.join(self.news, "a.json"), "w", encoding="utf-8") as file:
            for at in range(0, len(whole), 3000):
                file.write(whole[at:at + 3000])
                file.flush()
                time.sleep(0.05)
        self.until_articles(1)
        self.assertNotIn("a.json:", self.text())
        self.end()

    def test_files_that_are_given_singly_are_followed_and_their_neighbours_are_not(self):
        path = self.write("a.json", article("One"))
        listed = self.write("list", f"{path}\n{self.news}/later.json\n", folder=self.top)
        self.follow("@" + listed)
        self.write("neighbour.json", article("Neighbour"))
        self.write("later.json", article("Later"))
        self.until_articles(2)
        os.rename(self.write("x.tmp", article("One, changed")), path)
        self.until(lambda: "1 replaced" in self.text(), "the file is read again")
        self.assertEqual(self.state()[1], 2)
        self.end()

    def test_prune_follows_what_goes_and_what_is_left_out_from_now_on(self):
        for name in ("a.json", "b.json", "drafts/c.json", "gone/d.json", "gone/er/e.json", "f.jsonl"):
            self.write(name, article(name) + "\n" + (article("second") + "\n" if name == "f.jsonl" else ""))
        self.follow("--prune", self.news)
        self.until_articles(7)
        os.remove(os.path.join(self.news, "a.json"))
        self.until_articles(6)
        shutil.rmtree(os.path.join(self.news, "gone"))
        self.until_articles(4)
        self.write("f.jsonl", article("f.jsonl") + "\n")
        self.until_articles(3)
        self.write(".datelineignore", "drafts\n")
        self.until_articles(2)
        os.remove(os.path.join(self.news, ".datelineignore"))
        self.until_articles(3)
        self.end()

    def test_without_prune_the_articles_of_files_that_went_stay(self):
        path = self.write("a.json", article("One"))
        self.follow(self.news)
        os.remove(path)
        self.write("b.json", article("Two"))
        self.until_articles(2)
        self.end()

    def test_an_article_that_was_hidden_by_another_of_its_id_comes_back(self):
        self.write("a.json", article("First", id="one"))
        self.follow("--prune", self.news)
        self.until_articles(1)
        second = self.write("b.json", article("Second", id="one"))
        self.until(lambda: self.text().count("now has 1 articles") > 1, "the second is published")
        os.remove(second)
        self.until(lambda: "1 removed" in self.text(), "the second is removed")
        self.until_articles(1)
        self.end()

    def test_a_folder_that_vanishes_is_waited_for_and_its_articles_stay(self):
        self.write("a.json", article("One"))
        self.follow("--prune", self.news)
        for number in (2, 3):
            self.process.send_signal(signal.SIGSTOP)
            self.write("a.json", article(f"One, for the time {number}"))
            os.rename(self.news, self.news + "-away")
            self.process.send_signal(signal.SIGCONT)
            time.sleep(1.5)
            self.assertEqual(self.state()[1], number - 1)
            os.rename(self.news + "-away", self.news)
            self.write(f"{number}.json", article(f"After return {number}"))
            self.until_articles(number)
        shutil.move(self.news, self.news + "-old")
        self.write("deep/new.json", article("In a new folder of that name"))
        self.until_articles(1)
        self.end()

    def test_a_link_to_a_folder_that_is_turned_to_another_is_followed(self):
        first = os.path.dirname(self.write("one/a.json", article("One"), folder=self.top))
        second = os.path.dirname(self.write("two/b.json", article("Two"), folder=self.top))
        link = os.path.join(self.top, "current")
        os.symlink(first, link)
        self.follow(link)
        os.symlink(second, link + ".new")
        os.rename(link + ".new", link)
        self.until_articles(2)
        self.write("c.json", article("Three"), folder=second)
        self.until_articles(3)
        self.end()

    def test_an_archive_and_a_report_inside_the_folder_do_not_wake_the_watch(self):
        self.write("a.json", article("One"))
        self.archive = os.path.join(self.news, "archive")
        self.follow("--report", os.path.join(self.news, "report.json"), self.news)
        self.write("b.json", article("Two"))
        self.until_articles(2)
        generation = self.state()[0]
        time.sleep(1.5)
        self.assertEqual(self.state(), (generation, 2))
        with open(os.path.join(self.news, "report.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["added"], 1)
        self.end()

    def test_many_files_at_once_are_all_read(self):
        self.follow(self.news)
        for number in range(3000):
            self.write(f"{number % 30}/{number}.json", article(f"Headline {number}"))
        self.until_articles(3000)
        self.end()

    def test_more_changes_than_the_system_remembers_are_found_by_looking_at_everything(self):
        with open("/proc/sys/fs/inotify/max_queued_events", encoding="utf-8") as limit:
            files = min(int(limit.read()), 20_000) // 2
        self.follow(self.news)
        self.process.send_signal(signal.SIGSTOP)
        for number in range(files):
            self.write(f"{number}.json", article(f"Headline {number}"))
        self.write("deep/er/last.json", article("Last"))
        self.process.send_signal(signal.SIGCONT)
        self.until_articles(files + 1)
        self.write("deep/er/after.json", article("After"))
        self.until_articles(files + 2)
        self.end()


class AnyOrderOfThings(Watch):
    def test_whatever_is_done_the_archive_is_in_the_end_what_a_run_would_make(self):
        rng = random.Random(20)
        self.follow("--prune", self.news)
        for step in range(400):
            folders = [folder for folder, _, _ in os.walk(self.news)]
            files = [os.path.join(folder, name) for folder, _, names in os.walk(self.news) for name in names]
            folder, way = rng.choice(folders), rng.randrange(8)
            if way <= 2 or not files:
                self.write(f"{step}.json", article(f"Headline {step}", id=str(step)), folder=folder)
            elif way == 3:
                self.write(os.path.basename(rng.choice(files)), article(f"Again {step}", id=str(step)), folder=folder)
            elif way == 4:
                os.remove(rng.choice(files))
            elif way == 5:
                os.rename(rng.choice(files), os.path.join(folder, f"renamed-{step}.json"))
            elif way == 6:
                os.makedirs(os.path.join(folder, f"d{step}", "e"))
            elif folder != self.news:
                target = os.path.join(self.news, f"moved-{step}")
                shutil.rmtree(folder) if rng.random() < 0.3 else os.rename(folder, target)
            if rng.random() < 0.1:
                time.sleep(rng.random() / 3)
        wanted = set()
        for folder, _, names in os.walk(self.news):
            for name in names:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    wanted.add(json.load(file)["id"])
        time.sleep(1)  # what was done before has settled when this file has
        last = self.write("last.json", "{ no JSON")
        self.until(lambda: ", 1 rejected" in self.text(), "the last file is read")
        os.remove(last)
        self.until_articles(len(wanted))
        self.end()
        again = self.run_index("--prune", self.news)
        self.assert_counts(again, added=0, replaced=0, removed=0, articles=len(wanted))


class WhatGoesWrong(Watch):
    def test_a_path_that_is_not_there_is_an_error_at_the_start(self):
        self.run_index("--watch", os.path.join(self.top, "none"), code=NO_INPUT)

    def test_bad_articles_are_told_and_end_nothing(self):
        self.follow(self.news)
        bad = self.write("bad.jsonl", article("One") + "\nnot json\n")
        self.until(lambda: f"{bad}:2: " in self.text(), "the bad line is told")
        self.until_articles(1)
        self.write(".datelineignore", "nothing\n")
        self.write("b.json", article("Two"))
        self.until_articles(2)
        self.assertLessEqual(self.text().count(f"{bad}:2: "), 2)
        self.write("bad.jsonl", article("One") + "\nnot json either\n")
        self.until(lambda: self.text().count(f"{bad}:2: ") >= 2, "it is told again when the file has changed")
        self.end()

    def test_an_archive_that_is_taken_away_is_made_anew(self):
        self.write("a.json", article("One"))
        self.follow(self.news)
        shutil.rmtree(self.archive)
        self.write("b.json", article("Two"))
        self.until_articles(2)
        self.end()

    def test_two_watches_take_turns(self):
        self.write("a.json", article("One"))
        self.follow(self.news)
        other = self.write("other/b.json", article("Two"), folder=self.top)
        self.run_index(other)
        self.until_articles(2)
        self.write("c.json", article("Three"))
        self.until_articles(3)
        self.end()

    def test_a_lock_that_somebody_holds_is_waited_for(self):
        reader, writer = os.pipe()
        holder = self.start("--archive", self.archive, "--format", "jsonl", "-", stdin=reader)
        os.close(reader)
        self.addCleanup(holder.wait)
        self.addCleanup(holder.kill)
        lock = os.path.join(self.archive, "lock")
        deadline = time.monotonic() + DEADLINE
        while not (os.path.exists(lock) and os.path.getsize(lock) > 0):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        self.write("a.json", article("One"))
        self.run_index(self.news, code=LOCKED)
        self.follow(self.news, ready="trying again")
        os.close(writer)
        holder.communicate(timeout=DEADLINE)
        self.until_articles(1)
        self.end()

    def test_a_full_disk_is_told_and_waited_for(self):
        self.write("a.json", article("One"))
        self.follow(self.news, preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
        limit = ["prlimit", "--pid", str(self.process.pid)]
        subprocess.run([*limit, "--fsize=4096:unlimited"], check=True)
        self.write("b.json", article("Two", " ".join(f"word{number}" for number in range(2000))))
        self.until(lambda: "trying again until it works" in self.text(), "the failure is told")
        self.run_index("--check")
        subprocess.run([*limit, "--fsize=unlimited"], check=True)
        self.until_articles(2)
        self.end()

    def test_more_folders_than_may_be_listened_to_are_looked_at_instead(self):
        for number in range(20):
            self.write(f"{number}/a.json", article(f"Headline {number}"))
        script = 'echo 5 > /proc/sys/user/max_inotify_watches || exit 99; exec "$0" "$@"'
        limited = ["unshare", "--user", "--map-root-user", "bash", "-c", script]
        if subprocess.run([*limited[:-1], script.replace('exec "$0" "$@"', "exit 0")], capture_output=True, timeout=DEADLINE).returncode != 0:
            self.skipTest("this system lets nobody lower the number of folders to listen to")
        program, self.program = self.program, limited[0]
        arguments = [*limited[1:], program]
        start = self.start
        self.start = lambda *given, **options: start(*arguments, *given, **options)
        self.follow("--prune", self.news)
        self.start, self.program = start, program
        self.until(lambda: "fs.inotify.max_user_watches" in self.text(), "the limit is told")
        self.write("3/b.json", article("New"))
        self.until_articles(21)
        os.remove(os.path.join(self.news, "4", "a.json"))
        self.until_articles(20)
        self.end()

    def test_an_interrupt_ends_the_watch_with_all_that_was_done_published(self):
        self.write("a.json", article("One"))
        self.follow(self.news)
        self.until_articles(1)
        self.end(signal.SIGINT)
        self.run_index(self.news)


if __name__ == "__main__":
    main()
