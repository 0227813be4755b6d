"""The pages in a browser that has neither scripts nor styles, and forms as it sends them.

    text_browser.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER --news FOLDER
"""

import argparse
import html.parser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import programs_given  # noqa: E402

PROGRAMS = None
NEWS = None


class Form(html.parser.HTMLParser):
    """What a browser sends of the form `box`, empty fields and all: `pairs`, which a person may change, and `action`."""

    def __init__(self, page):
        super().__init__()
        self.action, self.pairs, self.boxes, self._inside = None, [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "form":
            self._inside = names.get("id") == "box"
            if self._inside:
                self.action = names["action"]
        if tag != "input" or "name" not in names or not (self._inside or names.get("form") == "box"):
            return
        pair = (names["name"], names.get("value", "on"))
        if names.get("type") != "checkbox":
            self.pairs.append(pair)
        else:
            self.boxes.append(pair)
            if "checked" in names:
                self.pairs.append(pair)

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False

    def typed(self, name, value):
        self.pairs = [(key, value if key == name else old) for key, old in self.pairs]

    def target(self):
        return f"{self.action}?{urllib.parse.urlencode(self.pairs)}"


class TextBrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="dateline-text-")
        archive = os.path.join(cls.folder.name, "archive")
        PROGRAMS.run_index(archive, NEWS, accept=(0, 1))  # 1: some files are skipped, as the sample means them to be
        cls.running = PROGRAMS.server(archive)
        cls.server = cls.running.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.running.__exit__(None, None, None)
        cls.folder.cleanup()

    def seen(self, path):
        """What w3m shows of the page, and the addresses of its links in their order."""
        command = ["w3m", "-dump", "-cols", "100", "-I", "UTF-8", "-O", "UTF-8", "-o", "display_link_number=1", "-o", "accept_language=en",
                   self.server.url + path]
        environment = {**os.environ, "HOME": self.folder.name, "LC_ALL": "C.UTF-8"}
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=60, env=environment).stdout.decode()
        shown, _, references = text.partition("\nReferences:\n")
        links = dict(re.findall(r"^ *\[(\d+)\] (\S+)$", references, re.MULTILINE))
        return shown, links

    def follow(self, shown, links, words):
        """The path behind the link whose text begins with `words`."""
        match = re.search(r"\[(\d+)\]" + re.escape(words), shown)
        self.assertIsNotNone(match, f"no link {words!r} in:\n{shown}")
        address = urllib.parse.urlsplit(links[match.group(1)])
        return f"{address.path}?{address.query}" if address.query else address.path

    def page(self, path):
        request = urllib.request.Request(self.server.url + path, headers={"Accept": "text/html", "Accept-Language": "en"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    def holds(self, shown, *patterns):
        for pattern in patterns:
            self.assertRegex(shown, re.compile(pattern, re.MULTILINE))

    def heading(self, path):
        """The words of the page's first heading."""
        inner = re.search(r'<h1 id="heading"[^>]*>(.*?)</h1>', self.page(path), re.DOTALL).group(1)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", inner)).strip()

    def test_the_start_page_says_what_is_here_and_leads_on(self):
        shown, links = self.seen("/")
        self.holds(shown, r"^ +\d+ articles$", "^Newest in the archive$", r"^The|^[A-Z].* · .*\d{4}$")
        word = re.search(r"^Try \[\d+\](\S+)", shown, re.MULTILINE).group(1)
        self.assertIn(word, self.heading(self.follow(shown, links, word)))

    def test_a_result_is_a_headline_source_date_and_whole_words(self):
        shown, links = self.seen("/search?q=backdoor")
        self.holds(shown, r"^\d+ articles for “backdoor”", r"^ 5\. technology$", r"^ +\[\d+\]Hole in controllers for dams",
                   r"^ +Signal & Socket · Corin Ashdown · 11 March 2021$", "back door with a doormat")
        self.assertNotRegex(shown, r"</?mark|&[a-z]+;|\{\{|backdoor s")
        self.assertIn("/articles/", self.follow(shown, links, "Hole in controllers"))

    def test_pages_are_gone_through_by_links(self):
        shown, links = self.seen("/search?q=said")
        second = self.follow(shown, links, "Next")
        self.assertIn("page=2", second)
        shown, links = self.seen(second)
        self.holds(shown, r", page 2 of \d", r"^11\. ")
        self.assertNotIn("page=", self.follow(shown, links, "Previous"))

    def test_filters_are_read_one_by_one(self):
        shown, links = self.seen("/search?q=said&section=local")
        self.holds(shown, r"Section: local", r"\[[X*]\] local \d+ ", r"\[ \] The Harrowmere Courier \d+ ", r"^\d{4} up to \d+ a year \d{4}$")
        self.assertIn("section=-local", self.follow(shown, links, "−Leave out local"))

    def test_an_article_is_read_and_its_matches_are_found(self):
        path = self.follow(*self.seen("/search?q=backdoor"), "Hole in controllers")
        shown, links = self.seen(path)
        self.holds(shown, "^By Corin Ashdown$", r"^Signal & Socket · 11 March 2021", "That is a back door with a doormat", r"^Published$", "^Cite$")
        back = self.follow(shown, links, "Back to results")
        self.assertEqual(back, "/search?q=backdoor")

    def test_what_is_not_there_is_told(self):
        shown, _ = self.seen("/search?q=zyzzyva")
        self.holds(shown, "^No articles for “zyzzyva”", "No article")

    def test_a_form_sent_with_every_field_empty_is_no_fault(self):
        form = Form(self.page("/search"))
        self.assertLessEqual({"q", "from", "to"}, {name for name, _ in form.pairs})
        self.assertEqual({value for _, value in form.pairs}, {""})
        self.assertEqual(self.heading(form.target()), self.heading("/search"))

    def test_the_form_of_the_start_page_searches(self):
        form = Form(self.page("/"))
        form.typed("q", "backdoor")
        self.assertRegex(self.heading(form.target()), r"^\d+ articles? for backdoor$")

    def test_filters_order_and_language_are_kept_when_the_form_is_sent_again(self):
        kept = {"section": ["local", "-sport"], "source": ["The Harrowmere Courier"], "from": ["2020"], "to": ["2030"], "sort": ["oldest"], "per_page": ["5"],
                "ui": ["en"], "group": ["copies"]}
        start = "/search?" + urllib.parse.urlencode({"q": "said", **kept, "page": "2"}, doseq=True)
        form = Form(self.page(start))
        form.typed("q", "the")
        sent = urllib.parse.parse_qs(urllib.parse.urlsplit(form.target()).query, keep_blank_values=True)
        self.assertEqual({name: sorted(values) for name, values in sent.items()}, {name: sorted(values) for name, values in {"q": ["the"], **kept}.items()})
        self.assertRegex(self.heading(form.target()), r"^\d+ articles? for the$")

    def test_a_filter_that_is_ticked_gives_as_many_as_it_says(self):
        page = self.page("/search?q=said")
        form = Form(page)
        name, value = next(pair for pair in form.boxes if pair[0] == "section")
        count = re.search(rf'name="{name}" value="{re.escape(value)}".*?class="count">(\d+)<', page).group(1)
        form.pairs.append((name, value))
        self.assertRegex(self.heading(form.target()), rf"^{count} articles? for said$")


def main():
    global PROGRAMS, NEWS
    PROGRAMS, rest = programs_given(__doc__)
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--news", required=True)
    given, rest = arguments.parse_known_args(rest)
    NEWS = given.news
    if not shutil.which("w3m"):
        sys.exit("no w3m: install the package w3m")
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
