#include "indexer/readers/mail_message.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t most_parts = 1000;
constexpr std::size_t longest_headers = 1u << 20;  // of a message, or of a part of it

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void start_gmime() {
  static const bool started = (g_mime_init(), true);
  static_cast<void>(started);
}

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : repair_text(text); }

std::string parameter_of(GMimeObject* part, const char* name) { return text_or_empty(g_mime_object_get_content_type_parameter(part, name)); }

std::string bytes_of(GMimeStream* memory) {
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

// The content of a part, its transfer encoding undone.
std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  return bytes_of(memory.get());
}

std::string written(GMimeObject* object) {
  const Owned<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(object, nullptr, memory.get());
  return bytes_of(memory.get());
}

// "format=flowed" (RFC 3676): a line that ends in a space goes on in the next.
std::string unflowed(std::string_view text, bool delete_space) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool flows = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
    out += flows && delete_space ? line.substr(0, line.size() - 1) : line;
    if (!flows) out += '\n';
    at = end + 1;
  }
  return out;
}

MailText text_of_part(GMimeObject* part, std::vector<std::string>& faults) {
  MailText out;
  const std::string bytes = content_of(GMIME_PART(part));
  std::string charset = lower_case(parameter_of(part, "charset"));
  if (charset == "us-ascii" || charset == "utf-8" || charset == "utf8") charset.clear();  // told by the bytes themselves, which do not lie
  out.html = g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "html") != FALSE;
  const auto converted = charset.empty() || out.html ? std::nullopt : decode_charset(bytes, charset);
  Decoding decoded;
  if (converted) decoded.text = repair_text(*converted);
  else decoded = out.html ? decode_markup(bytes, charset) : decode_text(bytes);
  if (!decoded.failure.empty()) faults.push_back("a text of the message " + decoded.failure);
  out.text = std::move(decoded.text);
  if (lower_case(parameter_of(part, "format")) == "flowed") out.text = unflowed(out.text, lower_case(parameter_of(part, "delsp")) == "yes");
  return out;
}

// Takes the parts of a message one by one; alternatives are gathered in groups, of which one each is kept.
class PartWalk {
 public:
  explicit PartWalk(MailMessage& message) : message_(message) {}

  void walk(GMimeObject* top) {
    open_.push_back({top, 0});
    for (std::size_t seen = 0; !open_.empty() && seen < most_parts; ++seen) {
      const Part part = open_.back();
      open_.pop_back();
      take(part);
    }
    if (!open_.empty()) message_.faults.push_back("holds more than 1,000 parts; the rest of them is left out");
    choose();
  }

 private:
  struct Part {
    GMimeObject* object;
    std::size_t group;  // 0: no alternative
  };
  struct Grouped {
    MailText text;
    std::size_t group;
  };

  void take(const Part& part) {
    if (part.object == nullptr) return;
    if (GMIME_IS_MULTIPART(part.object)) return take_multipart(part);
    if (GMIME_IS_MESSAGE_PART(part.object)) {
      GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part.object));
      if (inner != nullptr) attach(part.object, "eml", "message/rfc822", written(GMIME_OBJECT(inner)));
      return;
    }
    if (!GMIME_IS_PART(part.object)) return;
    GMimeContentType* type = g_mime_object_get_content_type(part.object);
    const bool shown = g_mime_content_type_is_type(type, "text", "plain") || g_mime_content_type_is_type(type, "text", "html");
    const char* disposition = g_mime_object_get_disposition(part.object);
    const bool attached = disposition != nullptr && lower_case(disposition) == "attachment";
    if (shown && !attached && g_mime_part_get_filename(GMIME_PART(part.object)) == nullptr)
      return texts_.push_back({text_of_part(part.object, message_.faults), part.group});
    char* name = g_mime_content_type_get_mime_type(type);
    attach(part.object, "", text_or_empty(name), content_of(GMIME_PART(part.object)));
    g_free(name);
  }

  void take_multipart(const Part& part) {
    auto* multipart = GMIME_MULTIPART(part.object);
    const bool alternative = g_mime_content_type_is_type(g_mime_object_get_content_type(part.object), "multipart", "alternative") != FALSE;
    const std::size_t group = part.group == 0 && alternative ? ++groups_ : part.group;
    for (int i = g_mime_multipart_get_count(multipart) - 1; i >= 0; --i) open_.push_back({g_mime_multipart_get_part(multipart, i), group});
  }

  void attach(GMimeObject* part, std::string_view extension, std::string type, std::string bytes) {
    MailAttachment out;
    if (GMIME_IS_PART(part)) out.name = text_or_empty(g_mime_part_get_filename(GMIME_PART(part)));
    if (out.name.empty()) out.name = "attachment-" + std::to_string(message_.attachments.size() + 1) + (extension.empty() ? "" : ".") + std::string(extension);
    std::replace(out.name.begin(), out.name.end(), '/', '_');
    out.charset = parameter_of(part, "charset");
    out.type = std::move(type);
    out.bytes = std::move(bytes);
    message_.attachments.push_back(std::move(out));
  }

  // Plain text before HTML, unless it only says that there is HTML.
  void choose() {
    for (std::size_t group = 1; group <= groups_; ++group) {
      std::size_t plain = 0, html = 0;
      for (const Grouped& text : texts_) {
        if (text.group == group) (text.text.html ? html : plain) += count_words(text.text.text);
      }
      const bool drop_html = plain > 0 && plain * 10 >= html;
      std::erase_if(texts_, [&](const Grouped& text) { return text.group == group && text.text.html == drop_html; });
    }
    for (Grouped& text : texts_) message_.texts.push_back(std::move(text.text));
  }

  MailMessage& message_;
  std::vector<Part> open_;
  std::vector<Grouped> texts_;
  std::size_t groups_ = 0;
};

std::string first_name(InternetAddressList* list) {
  if (list == nullptr || internet_address_list_length(list) == 0) return {};
  return text_or_empty(internet_address_get_name(internet_address_list_get_address(list, 0)));
}

// Whether a message, a part or an attached message has more headers than any mail: each of their lines costs many times its size.
bool has_too_long_headers(std::string_view bytes) {
  bool inside = true, message = false;
  std::size_t start = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    if (inside && end - start > longest_headers) return true;
    if (line.starts_with("--")) {
      inside = true;
      message = false;
      start = at;
    } else if (inside && (line.empty() || line == "\r")) {
      inside = message;  // the headers of the attached message follow
      message = false;
      start = at;
    } else if (inside && line.size() < 1000) {
      message = message || lower_case(line).find("message/") != std::string::npos;
    }
    at = end + 1;
  }
  return false;
}

void take_header_list(GMimeObject* object, MailMessage& out) {
  if (object == nullptr) return;
  GMimeHeaderList* headers = g_mime_object_get_header_list(object);
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    out.headers.emplace_back(text_or_empty(g_mime_header_get_name(header)), squeeze_spaces(text_or_empty(g_mime_header_get_value(header))));
  }
}

void take_headers(GMimeMessage* message, MailMessage& out) {
  take_header_list(GMIME_OBJECT(message), out);
  take_header_list(g_mime_message_get_mime_part(message), out);  // those that begin with "Content-"
  out.subject = squeeze_spaces(text_or_empty(g_mime_message_get_subject(message)));
  out.from_name = squeeze_spaces(first_name(g_mime_message_get_from(message)));
  out.sender_name = squeeze_spaces(first_name(g_mime_message_get_sender(message)));
  out.id = squeeze_spaces(text_or_empty(g_mime_message_get_message_id(message)));
}

}  // namespace

std::string_view MailMessage::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return lower_case(header.first) == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

MailMessage read_mail_message(std::string_view bytes) {
  start_gmime();
  MailMessage out;
  if (has_too_long_headers(bytes)) {
    out.failure = "has headers of more than 1 MiB, which no mail has";
    return out;
  }
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) {
    out.failure = "is no message that can be read";
    return out;
  }
  take_headers(message.get(), out);
  PartWalk(out).walk(g_mime_message_get_mime_part(message.get()));
  return out;
}

}  // namespace dateline
