// The readers behind the table of formats, one a file. Each does what Format::read promises.
#pragma once

#include "indexer/readers/reader.h"

namespace dateline {

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_markdown_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_html_page(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_lines(const Input& input, const ReadOptions& options, ArticleSink& sink);

// Whether the head of a file is that of a web page.
bool recognises_html(std::string_view head);

}  // namespace dateline
