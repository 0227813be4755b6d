// The readers behind the table of formats, one a file. Each does what Format::read promises.
#pragma once

#include "indexer/readers/reader.h"

namespace dateline {

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_markdown_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_html_page(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_lines(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_newsml_1_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_newsml_g2_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_ninjs_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_nitf_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_rss_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_atom_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_feed_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void pass_over_xml(const Input& input, const ReadOptions& options, ArticleSink& sink);  // skips the file and says what it is

// What begins like this is of the format; see Format::recognises.
bool recognises_rss(std::string_view head);
bool recognises_atom(std::string_view head);
bool recognises_json_feed(std::string_view head);
bool recognises_other_xml(std::string_view head);  // any XML but XHTML; asked when nothing else fits
void read_csv_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_archive_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_gzip_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_warc_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_mailbox(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_mail_file(const Input& input, const ReadOptions& options, ArticleSink& sink);

// Whether a file is of the format, told by its first bytes.
bool recognises_csv(std::string_view head);
bool recognises_gzip(std::string_view head);
bool recognises_mail(std::string_view head);
bool recognises_mailbox(std::string_view head);
bool recognises_tar(std::string_view head);
bool recognises_warc(std::string_view head);
bool recognises_zip(std::string_view head);

// Whether the head of a file is that of a web page.
bool recognises_html(std::string_view head);

}  // namespace dateline
