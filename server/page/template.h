// The one template of all pages, with the texts of one language in it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/page/texts.h"
#include "server/page/view.h"

namespace dateline {

// Immutable; safe from any thread.
class Template {
 public:
  // `source` is Mustache in which {t.KEY} stands for the text of that key. Throws std::runtime_error, which says what is wrong, for a key that
  // `texts` does not have and for sections that are not closed, and for partials.
  Template(std::string_view source, const Texts& texts);

  // HTML. Everything of `view` in double braces is escaped.
  std::string filled(const View& view) const;

 private:
  std::shared_ptr<kainjow::mustache::mustache> parsed_;
};

}  // namespace dateline
