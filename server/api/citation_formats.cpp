// The formats of server/api/citation.h, one function each.
#include <array>
#include <cstdio>

#include "server/api/citation.h"
#include "server/api/citation_parts.h"
#include "server/api/feed_parts.h"
#include "server/api/json_writer.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
constexpr std::size_t kMostAuthors = 3;  // that are all named in a line of text

std::string_view month_name(const CitedDate& date) { return kMonths[static_cast<std::size_t>(date.month - 1)]; }

// "A", "A and B", "A, B and C", "A et al."
std::string listed(const Article& article) {
  std::vector<std::string> names;
  for (const std::string& one : article.byline)
    if (std::string line = one_line(one); !line.empty()) names.push_back(std::move(line));
  if (names.size() > kMostAuthors) return names.front() + " et al.";
  std::string out;
  for (std::size_t at = 0; at < names.size(); ++at) out.append(at == 0 ? "" : at + 1 == names.size() ? " and " : ", ").append(names[at]);
  return out;
}

// Quotation marks within a quotation are single ones.
std::string with_inner_quotes(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view three = std::string_view(text).substr(at, 3);
    if (three == "“" || three == "”") {
      out += three == "“" ? "‘" : "’";
      at += 2;
    } else if (text[at] == '"') {
      out += out.empty() || out.back() == ' ' || out.back() == '(' ? "‘" : "’";
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string quoted_headline(const Article& article) {
  const std::string title = one_line(article.title);
  if (title.empty()) return "Untitled,";
  const bool ended = title.ends_with('?') || title.ends_with('!');
  return "“" + with_inner_quotes(title) + (ended ? "”" : ",”");
}

// Text for LaTeX. Braces stay in pairs, since BibTeX counts even those that are escaped.
std::string latex(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    switch (c) {
      case '\\': out += "\\textbackslash{}"; break;
      case '{': out += "\\textbraceleft{}"; break;
      case '}': out += "\\textbraceright{}"; break;
      case '^': out += "\\textasciicircum{}"; break;
      case '~': out += "\\textasciitilde{}"; break;
      case '$': case '&': case '#': case '_': case '%': out.append("\\").append(1, c); break;
      default: out += c;
    }
  }
  return out;
}

std::string bibtex_name(const CitedName& name) {
  return name.literal.empty() ? latex(name.family) + ", " + latex(name.given) : "{" + latex(name.literal) + "}";
}

void bibtex_field(std::string& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out.append(",\n  ").append(name).append(" = {").append(value).append("}");
}

void ris_line(std::string& out, std::string_view tag, std::string_view value) {
  if (const std::string line = one_line(value); !line.empty()) out.append(tag).append("  - ").append(line).append("\r\n");
}

void write_names(JsonWriter& json, const Article& article) {
  const auto names = cited_names(article);
  if (names.empty()) return;
  json.array("author", [&] {
    for (const CitedName& name : names)
      json.object([&] {
        if (!name.literal.empty()) return json.member("literal", name.literal);
        json.member("family", name.family);
        json.member("given", name.given);
      });
  });
}

void member_unless_empty(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}

}  // namespace

std::string citation_as_text(const Article& article, const std::string& address) {
  const auto date = cited_date(article);
  const std::string authors = listed(article), source = one_line(article.source);
  std::string out = authors + (authors.empty() ? "" : ", ") + quoted_headline(article) + " " + source + (source.empty() ? "" : ", ");
  if (date) out.append(std::to_string(date->day)).append(" ").append(month_name(*date)).append(" ").append(std::to_string(date->year));
  else out += "n.d.";
  return out + ", " + cited_url(article, address) + ".\n";
}

std::string citation_as_bibtex(const Article& article, const std::string& address) {
  const std::string source = latex(article.source), title = latex(article.title);
  std::string out = (source.empty() ? "@misc{" : "@article{") + citation_key(article), authors;
  for (const CitedName& name : cited_names(article)) authors.append(authors.empty() ? "" : " and ").append(bibtex_name(name));
  bibtex_field(out, "author", authors);
  bibtex_field(out, "title", title.empty() ? "" : "{" + title + "}");
  bibtex_field(out, "journal", source);
  if (const auto date = cited_date(article)) {
    bibtex_field(out, "year", std::to_string(date->year));
    out.append(",\n  month = ").append(1, static_cast<char>(month_name(*date).front() - 'A' + 'a')).append(month_name(*date).substr(1, 2));
    bibtex_field(out, "day", std::to_string(date->day));
  }
  bibtex_field(out, "url", cited_url(article, address));
  if (is_language(article.lang)) bibtex_field(out, "language", article.lang);
  return out + "\n}\n";
}

std::string citation_as_ris(const Article& article, const std::string& address) {
  std::string out = "TY  - NEWS\r\n";
  for (const CitedName& name : cited_names(article)) ris_line(out, "AU", name.literal.empty() ? name.family + ", " + name.given : name.literal);
  ris_line(out, "TI", article.title);
  ris_line(out, "T2", article.source);
  ris_line(out, "SE", article.section);
  if (const auto date = cited_date(article)) {
    char text[48];
    std::snprintf(text, sizeof text, "%04d/%02d/%02d", date->year, date->month, date->day);
    ris_line(out, "PY", std::string(text, 4));
    ris_line(out, "DA", text);
  }
  if (is_language(article.lang)) ris_line(out, "LA", article.lang);
  for (const std::string& tag : article.tags) ris_line(out, "KW", tag);
  ris_line(out, "AN", article.id);
  ris_line(out, "UR", cited_url(article, address));
  return out + "ER  - \r\n";
}

std::string citation_as_csl_json(const Article& article, const std::string& address) {
  JsonWriter json;
  json.array([&] {
    json.object([&] {
      json.member("id", article.id);
      json.member("type", "article-newspaper");
      member_unless_empty(json, "title", one_line(article.title));
      write_names(json, article);
      member_unless_empty(json, "container-title", one_line(article.source));
      member_unless_empty(json, "section", one_line(article.section));
      if (const auto date = cited_date(article))
        json.object("issued", [&] {
          json.array("date-parts", [&] {
            json.array([&] {
              for (const int part : {date->year, date->month, date->day}) json.value(static_cast<unsigned>(part));
            });
          });
        });
      if (is_language(article.lang)) json.member("language", article.lang);
      json.member("URL", cited_url(article, address));
    });
  });
  return json.take() + "\n";
}

}  // namespace dateline
