#!/usr/bin/env python3
"""Checks that the sample archive in corpus/ is what its README says. Usage: corpus_check.py [CORPUS]

Reads the articles with a small reader of its own (the standard library only), so that a mistake in the indexer cannot
hide one in the corpus. Prints what it counted; every fault is a line, and the exit code is 1 when there is one.
"""

import collections
import json
import pathlib
import re
import sys

DESKS = ["politics", "business", "technology", "science", "culture", "sport", "local"]
LEAST_ARTICLES = 66
LEAST_PER_DESK = 4
LEAST_PER_LANGUAGE = {"en": 40, "de": 4, "fr": 4, "es": 4, "ja": 3}
LEAST_QUERIES = 70
WORDS = (150, 600)
JAPANESE_CHARACTERS = (300, 1500)
KEYS = {"id", "url", "title", "byline", "source", "section", "published", "updated", "lang", "tags", "body"}
MARKDOWN_KEYS = KEYS - {"published", "body"} | {"date"}
DATE = re.compile(r"(20(19|2[0-6]))-(0[1-9]|1[0-2])-([0-2]\d|3[01])"
                  r"(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)?)?")
# Words that are frequent in one of the languages and rare in the others.
MARKERS = {"en": "the and was of", "de": "der und nicht eine", "fr": "les des est une", "es": "los del una las"}


class Faults:
    def __init__(self):
        self.count = 0

    def say(self, where, what):
        self.count += 1
        print(f"{where}: {what}")


def split_list(text):
    return [item.strip().strip('"') for item in text.strip("[]").split(",")]


def front_matter(lines):
    """The subset of YAML that the corpus uses: scalars, [a, b] and lists of '- item' lines."""
    fields, key = {}, None
    for line in lines:
        if line.startswith("  - "):
            fields.setdefault(key, []).append(line[4:])
            continue
        key, _, value = line.partition(":")
        value = value.strip()
        if value:
            fields[key] = split_list(value) if value.startswith("[") else value.strip('"')
    return fields


def read_markdown(text):
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    fields = front_matter(head.split("\n"))
    unknown = set(fields) - MARKDOWN_KEYS
    fields["published"] = fields.pop("date", None)
    return [dict(fields, body=body, unknown=unknown)]


def read_json(values):
    return [dict(value, unknown=set(value) - KEYS) for value in values]


def read_file(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return "text", [{"body": text, "unknown": set()}]
    if path.suffix == ".md":
        return "markdown", read_markdown(text)
    if path.suffix == ".jsonl":
        return "jsonl", read_json([json.loads(line) for line in text.splitlines()])
    values = json.loads(text)
    return ("json array", read_json(values)) if isinstance(values, list) else ("json object", read_json([values]))


def body_text(article):
    body = article["body"]
    return "\n\n".join(body) if isinstance(body, list) else body


def language(article):
    """As the article says; for plain text, the language whose marker words are the most frequent."""
    if "lang" in article:
        return article["lang"]
    text = body_text(article)
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    words = collections.Counter(re.findall(r"\w+", text.lower()))
    return max(MARKERS, key=lambda lang: sum(words[word] for word in MARKERS[lang].split()))


def read_corpus(root, faults):
    articles = {}
    for path in sorted(p for p in root.glob("*/**/*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        try:
            form, found = read_file(path)
        except (ValueError, KeyError) as error:
            faults.say(name, f"cannot be read: {error}")
            continue
        for article in found:
            key = article.get("id") or article.get("url") or name
            if key in articles:
                faults.say(name, f"the id {key} is also in {articles[key]['file']}")
            articles[key] = dict(article, file=name, format=form)
    return articles


def check_length(key, article, faults):
    text = body_text(article)
    japanese = language(article) == "ja"
    size, (low, high) = (len(text), JAPANESE_CHARACTERS) if japanese else (len(text.split()), WORDS)
    if not low <= size <= high:
        faults.say(key, f"has {size} {'characters' if japanese else 'words'}, not {low} to {high}")


def check_fields(key, article, faults):
    for name in article["unknown"]:
        faults.say(key, f"has the unknown key {name}")
    if article["format"] == "text":
        return
    for name in ("title", "byline", "source", "section", "published", "lang", "tags"):
        if not article.get(name):
            faults.say(key, f"has no {name}")
    for name in ("published", "updated"):
        if article.get(name) and not DATE.fullmatch(article[name]):
            faults.say(key, f"has the unreadable {name} {article[name]}")
    if article.get("section") not in DESKS:
        faults.say(key, f"has the unknown section {article.get('section')}")


def check_counts(articles, faults):
    values = articles.values()
    desks = collections.Counter(a["section"] for a in values if "section" in a)
    languages = collections.Counter(language(a) for a in values)
    formats = collections.Counter(a["format"] for a in values)
    urls = collections.Counter(a["url"] for a in values if "url" in a)
    for what, counter in (("desks", desks), ("languages", languages), ("formats", formats)):
        print(f"{what}: " + ", ".join(f"{name} {count}" for name, count in counter.most_common()))
    wanted = [("articles", len(articles), LEAST_ARTICLES)]
    wanted += [(desk, desks[desk], LEAST_PER_DESK) for desk in DESKS]
    wanted += [(lang, languages[lang], least) for lang, least in LEAST_PER_LANGUAGE.items()]
    wanted += [(form, formats[form], 1) for form in ("text", "markdown", "json object", "json array", "jsonl")]
    for name, count, least in wanted:
        if count < least:
            faults.say("corpus", f"{name}: {count}, at least {least} wanted")
    for url, count in urls.items():
        if count > 1:
            faults.say("corpus", f"{count} articles have the url {url}")


def check_judgement(where, line, articles, faults):
    columns = line.split("\t")
    if len(columns) != 4 or not all(columns):
        faults.say(where, "is not four columns separated by tabs")
        return None
    query, article, rank, _ = columns
    if article not in articles:
        faults.say(where, f"names the article {article}, which does not exist")
    if not re.fullmatch(r"10|\d", rank):
        faults.say(where, f"has the rank {rank}, not 0 to 10")
    return query, article


def check_judgements(path, articles, faults):
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if header != "query\tarticle\tworst_rank\twhy":
        faults.say(f"{path.name}:1", "is not the expected header")
    seen = collections.Counter(check_judgement(f"{path.name}:{number}", line, articles, faults)
                               for number, line in enumerate(lines, 2))
    for pair, count in seen.items():
        if pair and count > 1:
            faults.say(path.name, f"judges {pair[1]} {count} times for the query {pair[0]}")
    queries = {pair[0] for pair in seen if pair}
    negative = sum(line.split("\t")[2:3] == ["0"] for line in lines)
    print(f"judgements: {len(lines)} rows, {len(queries)} queries, {negative} articles that must not come back")
    if len(queries) < LEAST_QUERIES:
        faults.say(path.name, f"{len(queries)} queries, at least {LEAST_QUERIES} wanted")


def main():
    default = pathlib.Path(__file__).resolve().parent.parent / "corpus"
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    faults = Faults()
    articles = read_corpus(root, faults)
    print(f"articles: {len(articles)} in {len({a['file'] for a in articles.values()})} files")
    for key, article in articles.items():
        check_length(key, article, faults)
        check_fields(key, article, faults)
    check_counts(articles, faults)
    check_judgements(root / "judgements.tsv", articles, faults)
    print(f"{faults.count} faults")
    return 1 if faults.count else 0


if __name__ == "__main__":
    sys.exit(main())
