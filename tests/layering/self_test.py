"""The layering test can fail: every rule is broken once in a small tree, and check.py must name the line."""

import pathlib
import tempfile
import unittest

import check
import sources

SOUND = {
    "ARCHITECTURE.md": "Articles are values (`indexer/article.h`); see `server/search/{search,plan}.h` and `indexer/*.h`.\n",
    "indexer/article.h": "#include <string>\n",
    "indexer/archive/archive.h": "#include <xapian.h>\n",
    "indexer/readers/reader.h": '#include "indexer/article.h"\n',
    "server/search/search.h": '#include "indexer/article.h"\n',
    "server/search/plan.h": '#include "indexer/archive/archive.h"\n',
    "server/api/json.cpp": '#include "server/search/search.h"\n#include <nlohmann/json.hpp>\n',
    "server/main.cpp": '#include "server/search/search.h"\n',
}

# What is added to the sound tree, and the one breach that must be found.
BREACHES = {
    "the indexer includes the server":
        ({"indexer/main.cpp": '#include <map>\n#include "server/search/search.h"\n'},
         "indexer/main.cpp:2: indexer may not include server/search/search.h"),
    "the server includes more of the readers than their public header":
        ({"indexer/readers/text.h": "", "server/api/ingest.cpp": '#include "indexer/readers/text.h"\n'},
         "server/api/ingest.cpp:1: server/api may not include indexer/readers/text.h"),
    "the archive knows a format":
        ({"indexer/archive/writer.cpp": '#include "indexer/readers/reader.h"\n'},
         "indexer/archive/writer.cpp:1: indexer/archive may not include indexer/readers/reader.h"),
    "search calls back up the line":
        ({"server/api/answer.h": "", "server/search/hits.cpp": '#include "server/api/answer.h"\n'},
         "server/search/hits.cpp:1: server/search may not include server/api/answer.h"),
    "a reader sees Xapian":
        ({"indexer/readers/text.cpp": "#include <xapian.h>\n"},
         "indexer/readers/text.cpp:1: xapian.h may be included only in indexer/analysis, indexer/archive, "
         "server/search, tests"),
    "one header of Xapian instead of all":
        ({"server/http/front.cpp": "#include <xapian/database.h>\n"},
         "server/http/front.cpp:1: xapian/database.h may be included only in indexer/analysis, indexer/archive, "
         "server/search, tests"),
    "the API sees sockets":
        ({"server/api/answer.cpp": "// #include <nothing>\n#  include <httplib.h>\n"},
         "server/api/answer.cpp:2: httplib.h may be included only in server/http, tests"),
    "search writes JSON":
        ({"server/search/hits.cpp": '#include "nlohmann/json.hpp"\n'},
         "server/search/hits.cpp:1: nlohmann/json.hpp may be included only in server/api, "
         "server/page/texts.cpp, indexer/readers/json_value.cpp, indexer/archive/manifest.cpp, indexer/report.cpp, "
         "indexer/explain_json.cpp, tests"),
    "a public header shows the library that its folder hides, by way of another":
        ({"server/api/routes.cpp": '#include <map>\n#include "indexer/archive/facade.h"\n',
          "indexer/archive/facade.h": '#include "indexer/archive/archive.h"\n'},
         "server/api/routes.cpp:2: indexer/archive/archive.h shows xapian to a room that must not see it"),
    "two headers name a type alike":
        ({"indexer/archive/columns.h": "struct Row {\n};\n", "indexer/readers/page.h": "// A row.\nstruct Row {\n};\n"},
         "indexer/readers/page.h:2: Row is defined in indexer/archive/columns.h too"),
    "a file is too long":
        ({"server/api/long.cpp": "int i;\n" * 401},
         "server/api/long.cpp:1: 401 lines; a file has at most 400"),
    "a function is too long":
        ({"server/api/long.cpp": "\nint f() {\n" + "  g();\n" * 79 + "}\n" + "int h() { return 1; }\n" * 40},
         "server/api/long.cpp:2: f has 81 lines; a function has at most 80"),
    "too many functions are long":
        ({"server/api/long.cpp": ("int f() {\n" + "  g();\n" * 40 + "}\n") * 2 + "int h() { return 1; }\n" * 18},
         "indexer:1: 2 of 20 functions are longer than 40 lines; at most 5% may be"),
    "ARCHITECTURE.md names what is not there":
        ({"ARCHITECTURE.md": "It begins in `server/main.cpp`\nand ends in `server/http/front.h`.\n"},
         "ARCHITECTURE.md:2: server/http/front.h does not exist"),
    "one of several names is not there":
        ({"ARCHITECTURE.md": "See `server/search/{search,rank}.h`.\n"},
         "ARCHITECTURE.md:1: server/search/{search,rank}.h does not exist"),
    "a folder that nobody planned":
        ({"indexer.cpp": "", "server/misc/x.cpp": '#include "indexer/readers/other.h"\n', "indexer/readers/other.h": ""},
         "server/misc/x.cpp:1: server may not include indexer/readers/other.h"),
}


def breaches_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return check.breaches(folder)


class LayeringTest(unittest.TestCase):
    def test_a_sound_tree_passes(self):
        self.assertEqual(breaches_of(SOUND), [])

    def test_every_breach_is_named(self):
        for reason, (files, expected) in BREACHES.items():
            with self.subTest(reason):
                self.assertEqual(breaches_of({**SOUND, **files}), [expected])

    def test_an_empty_tree_is_not_a_success(self):
        self.assertEqual(len(breaches_of({"README.md": ""})), 1)

    def test_functions_are_found_where_they_stand(self):
        text = ('#define F(x) {\nnamespace a {\nstruct S : B {\n  explicit S(int x)\n      : x_{x}, y_(x) {\n    if (x) { }\n  }\n'
                ' public:\n  int get() const { return x_; }\n  int x_ = 0;\n};\n'
                "// int no() {\ntemplate <class T, class U>\nvoid f(T t = {}) {\n  auto g = [](int i) { return '}'; };\n"
                '  const char* s = R"(}} {)";\n}\nconst int k[] = {1, 2};\nbool operator==(S, S) { return true; }\n}\n')
        self.assertEqual(sources.functions(text),
                         [("S", 4, 4), ("get", 9, 1), ("f", 13, 5), ("operator==", 19, 1)])


if __name__ == "__main__":
    unittest.main()
