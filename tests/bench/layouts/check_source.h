// A condition on single documents, asked last.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <utility>

namespace dateline {

class CheckSource : public Xapian::PostingSource {
 public:
  CheckSource(Xapian::doccount size, std::function<bool(Xapian::docid)> fits) : size_(size), fits_(std::move(fits)) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return size_; }
  Xapian::doccount get_termfreq_max() const override { return size_; }
  void init(const Xapian::Database&) override { at_ = 0; }
  void next(double) override {
    do ++at_;
    while (at_ <= size_ && !fits_(at_));
  }
  void skip_to(Xapian::docid document, double least) override {
    if (document <= at_) return;
    at_ = document - 1;
    next(least);
  }
  bool check(Xapian::docid document, double) override {
    at_ = document;
    return at_ > size_ || fits_(at_);
  }
  bool at_end() const override { return at_ > size_; }
  Xapian::docid get_docid() const override { return at_; }
  CheckSource* clone() const override { return new CheckSource(size_, fits_); }
  std::string name() const override { return "check"; }

 private:
  Xapian::doccount size_;
  std::function<bool(Xapian::docid)> fits_;
  Xapian::docid at_ = 0;
};

}  // namespace dateline
