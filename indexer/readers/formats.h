// The readers behind the table of formats, one a file. Each does what Format::read promises.
#pragma once

#include "indexer/readers/reader.h"

namespace dateline {

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_markdown_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_lines(const Input& input, const ReadOptions& options, ArticleSink& sink);
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

}  // namespace dateline
