// What the text of an e-mail says to its readers, without what mail programs add.
#pragma once

#include <cstdint>

#include "indexer/article.h"
#include "indexer/readers/mail_message.h"

namespace dateline {

// Appends the paragraphs of a text to `article.body`. Quotations of other mails ("> ...", and what stands below "Original Message") and the
// signature go to `article.dropped` with reasons "quoted" and "signature". Embargoes at the top and the foot hold the article. `line` is where the
// mail starts.
void take_mail_text(const MailText& text, std::uint32_t line, Article& article);

}  // namespace dateline
