"""Who may include what, and how long code may be. The rules of ARCHITECTURE.md as tables; check.py walks them.

A folder stands for everything below it; a name that ends in .h for that file alone.
"""

# Each room, and what it may include of this project beside its own files. A room that is not named here is refused.
MAY_INCLUDE = {
    "indexer/article.h": (),
    "indexer/readers": ("indexer/article.h", "indexer/extract"),
    "indexer/extract": ("indexer/article.h",),
    "indexer/analysis": ("indexer/article.h",),
    "indexer/archive": ("indexer/article.h", "indexer/analysis"),
    "indexer": ("indexer",),
    "server/search": ("indexer/article.h", "indexer/analysis", "indexer/archive"),
    "server/api": ("server/search", "indexer/article.h", "indexer/analysis", "indexer/archive",
                   "indexer/readers/reader.h"),
    "server/page": ("server/api", "server/search", "indexer/article.h"),
    "server/http": ("server/api", "server/page/pages.h", "server/search/search.h", "indexer/archive/archive.h"),
    "server": ("server", "indexer/article.h", "indexer/analysis", "indexer/archive", "indexer/readers/reader.h"),
    "tests": ("indexer", "server", "tests"),
}

# Each library that is hidden, by how its headers begin, and the only places that may see it. Nothing else may include
# one, nor a header of this project that leads to one. Tests may see all of them.
LIBRARIES = {
    "xapian": ("indexer/analysis", "indexer/archive", "server/search", "tests"),
    "libxml/": ("indexer/extract/tree.cpp", "tests"),
    "archive": ("indexer/readers", "tests"),
    "gmime/": ("indexer/readers", "tests"),
    "brotli/": ("indexer/readers", "tests"),
    "kainjow/": ("server/page", "tests"),
    "httplib": ("server/http", "tests"),
    "nlohmann/": ("server/api", "server/page/texts.cpp", "indexer/readers/json_value.cpp", "indexer/archive/manifest.cpp", "indexer/report.cpp",
                  "indexer/explain_json.cpp",
                  "tests"),
}

LONGEST_FILE = 400       # lines
LONGEST_FUNCTION = 80    # lines, from its first line to its closing brace
USUAL_FUNCTION = 40      # lines
USUAL_SHARE = 0.95       # of all functions are no longer than that

# Functions that are one table or one switch and may therefore be longer than LONGEST_FUNCTION: (file, name).
ONE_TABLE = (
    ("tests/unit/noisy_pages.h", "english_pages"),
    ("tests/unit/noisy_pages.h", "french_and_spanish_pages"),
    ("tests/unit/query_parser_test.cpp", "TEST_CASE"),
)
