// Posting terms by form, for one language.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace dateline {

// Numbers of the posting terms of a form: one, or two.
struct FormTerms {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t first = kNone, second = kNone;

  bool known() const { return first != kNone; }
};

// Takes memory only around the forms that the language has: most languages of an archive have few articles and few of its forms.
class LanguageTerms {
 public:
  FormTerms& at(std::uint32_t form) {
    if (pages_.size() <= form / kPage) pages_.resize(form / kPage + 1);
    auto& page = pages_[form / kPage];
    if (!page) page = std::make_unique<Page>();
    return (*page)[form % kPage];
  }

  // Neither term is known of a form that was never asked for by `at`.
  FormTerms operator[](std::uint32_t form) const {
    return form / kPage < pages_.size() && pages_[form / kPage] ? (*pages_[form / kPage])[form % kPage] : FormTerms();
  }

  template <typename Each>
  void for_each(Each each) {
    for (auto& page : pages_)
      if (page)
        for (FormTerms& form : *page) each(form);
  }

 private:
  static constexpr std::uint32_t kPage = 64;
  using Page = std::array<FormTerms, kPage>;
  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace dateline
