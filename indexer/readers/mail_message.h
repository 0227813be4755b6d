// One e-mail taken apart. The one file that knows the MIME parser (GMime); every text is UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

struct MailText {
  std::string text;  // UTF-8
  bool html = false;
};

struct MailAttachment {
  std::string name;   // as the sender says; "attachment-2" where he does not
  std::string type;   // "image/png"
  std::string charset;
  std::string bytes;  // decoded
};

struct MailMessage {
  std::string failure;  // why it cannot be read, one sentence without a full stop; empty: all well
  std::string subject;
  std::string from_name;     // of the first sender; empty: none is given
  std::string sender_name;   // of the Sender header
  std::string id;            // of Message-ID, without brackets
  std::vector<std::pair<std::string, std::string>> headers;  // all, decoded, in order
  std::vector<MailText> texts;  // what is shown as the message, one of each set of alternatives
  std::vector<MailAttachment> attachments;
  std::vector<std::string> faults;  // what could not be read of it, a sentence each

  // The first header of that name, letter case aside; empty: there is none.
  std::string_view header(std::string_view name) const;
};

// Reads the bytes of a message. Safe from any thread. Takes a few times the message's memory.
MailMessage read_mail_message(std::string_view bytes);

}  // namespace dateline
