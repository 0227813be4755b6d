// The readers behind the table of formats, one a file. Each does what Format::read promises.
#pragma once

#include "indexer/readers/reader.h"

namespace dateline {

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_markdown_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_json_lines(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_newsml_1_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_newsml_g2_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_ninjs_file(const Input& input, const ReadOptions& options, ArticleSink& sink);
void read_nitf_file(const Input& input, const ReadOptions& options, ArticleSink& sink);

}  // namespace dateline
