#include "indexer/archive/stored_article.h"

#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <mutex>

namespace dateline {
namespace {

// With a dictionary, level 3 makes records as small as level 5 in half the time; see docs/decisions/0001-archive-layout.md.
constexpr int kLevel = 3;
constexpr std::size_t kDictionaryBytes = 64u << 10;
constexpr std::size_t kFewestSamples = 256;
constexpr std::uint64_t kLargestRecord = 256u << 20;
constexpr std::size_t kIdleContexts = 4;

void put_texts(std::string& out, const std::vector<std::string>& texts) {
  put_varint(out, texts.size());
  for (const std::string& text : texts) put_text(out, text);
}

std::vector<std::string> take_texts(ByteReader& in) {
  std::vector<std::string> out;
  for (std::uint64_t left = in.varint(); left > 0; --left) out.emplace_back(in.text());
  return out;
}

void put_moment(std::string& out, const Moment& moment) {
  out += static_cast<char>(moment.precision);
  if (!moment.known()) return;
  put_varint(out, zigzag(moment.seconds));
  put_varint(out, moment.zone_known ? zigzag(moment.offset_minutes) + 1 : 0);
}

Moment take_moment(ByteReader& in) {
  Moment out;
  const auto precision = static_cast<std::uint8_t>(in.take(1)[0]);
  if (precision > static_cast<std::uint8_t>(Precision::second)) throw ArchiveCorrupt("a stored article has a broken date");
  out.precision = static_cast<Precision>(precision);
  if (!out.known()) return out;
  out.seconds = unzigzag(in.varint());
  if (const std::uint64_t zone = in.varint(); zone != 0) {
    out.zone_known = true;
    out.offset_minutes = static_cast<std::int16_t>(unzigzag(zone - 1));
  }
  return out;
}

std::string encode_card(const Article& article, std::uint32_t line) {
  std::string out;
  for (const std::string* text : {&article.id, &article.url, &article.title, &article.source, &article.section, &article.lang,
                                  &article.origin.path})
    put_text(out, *text);
  put_varint(out, line);
  out += static_cast<char>(article.title_derived);
  put_texts(out, article.byline);
  put_texts(out, article.tags);
  put_moment(out, article.published);
  put_moment(out, article.updated);
  for (const auto* names : {&article.persons, &article.orgs, &article.places}) put_texts(out, *names);
  out += static_cast<char>(article.status);
  put_varint(out, zigzag(article.visible_from));
  for (const std::string* text : {&article.status_note, &article.version, &article.evolved_from, &article.copyright}) put_text(out, *text);
  return out;
}

std::string encode_rest(const Article& article) {
  std::string out;
  put_texts(out, article.body);
  put_varint(out, article.dropped.size());
  for (const Dropped& dropped : article.dropped) {
    put_text(out, dropped.reason);
    put_varint(out, dropped.line);
    put_text(out, dropped.text);
  }
  return out;
}

std::string inflate(std::string_view frame, ZSTD_DCtx* context, const ZSTD_DDict* dictionary) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kLargestRecord) throw ArchiveCorrupt("a stored article has no readable size");
  std::string out(size, '\0');
  const std::size_t done = dictionary != nullptr
                               ? ZSTD_decompress_usingDDict(context, out.data(), out.size(), frame.data(), frame.size(), dictionary)
                               : ZSTD_decompressDCtx(context, out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(done) || done != size) throw ArchiveCorrupt("a stored article cannot be decompressed");
  return out;
}

}  // namespace

ArticleRecord encode_article(const Article& article) { return {encode_card(article, article.origin.line), encode_rest(article)}; }

std::uint64_t content_hash(const Article& article, const ArticleRecord& record) {
  const std::string card = encode_card(article, 0);
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  XXH3_64bits_update(&state, card.data(), card.size());
  XXH3_64bits_update(&state, record.rest.data(), record.rest.size());
  return XXH3_64bits_digest(&state);
}

Article decode_article(std::string_view card, std::string_view rest) {
  Article out;
  ByteReader in(card);
  for (std::string* text : {&out.id, &out.url, &out.title, &out.source, &out.section, &out.lang, &out.origin.path}) *text = in.text();
  out.origin.line = static_cast<std::uint32_t>(in.varint());
  out.title_derived = in.take(1)[0] != 0;
  out.byline = take_texts(in);
  out.tags = take_texts(in);
  out.published = take_moment(in);
  out.updated = take_moment(in);
  for (auto* names : {&out.persons, &out.orgs, &out.places}) *names = take_texts(in);
  const auto status = static_cast<std::uint8_t>(in.take(1)[0]);
  if (status > static_cast<std::uint8_t>(Status::canceled)) throw ArchiveCorrupt("a stored article has a broken status");
  out.status = static_cast<Status>(status);
  out.visible_from = unzigzag(in.varint());
  for (std::string* text : {&out.status_note, &out.version, &out.evolved_from, &out.copyright}) *text = in.text();
  if (rest.empty()) return out;
  ByteReader more(rest);
  out.body = take_texts(more);
  for (std::uint64_t left = more.varint(); left > 0; --left) {
    Dropped dropped;
    dropped.reason = more.text();
    dropped.line = static_cast<std::uint32_t>(more.varint());
    dropped.text = more.text();
    out.dropped.push_back(std::move(dropped));
  }
  return out;
}

std::string train_dictionary(const std::vector<std::string>& samples) {
  if (samples.size() < kFewestSamples) return {};
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  std::string out(std::min(kDictionaryBytes, all.size() / 8), '\0');
  const std::size_t size = ZDICT_trainFromBuffer(out.data(), out.size(), all.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return {};
  out.resize(size);
  return out;
}

struct RecordCompressor::State {
  std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
  std::unique_ptr<ZSTD_CDict, std::size_t (*)(ZSTD_CDict*)> dictionary{nullptr, ZSTD_freeCDict};

  void append(std::string& out, std::string_view bytes) const {
    const std::size_t before = out.size();
    out.resize(before + ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compress2(context.get(), out.data() + before, out.size() - before, bytes.data(), bytes.size());
    if (ZSTD_isError(size)) throw std::runtime_error("an article cannot be compressed");
    out.resize(before + size);
  }
};

RecordCompressor::RecordCompressor(std::string_view dictionary) : state_(std::make_unique<State>()) {
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_dictIDFlag, 0);
  if (dictionary.empty()) return;
  state_->dictionary.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel));
  ZSTD_CCtx_refCDict(state_->context.get(), state_->dictionary.get());
}

RecordCompressor::~RecordCompressor() = default;

std::string RecordCompressor::compress(const ArticleRecord& record) {
  std::string card, out;
  state_->append(card, record.card);
  put_text(out, card);
  state_->append(out, record.rest);
  return out;
}

// The dictionary, and contexts that are used again: making one costs more than a small article.
struct ArticleStore::Decoder {
  using Context = std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)>;

  std::unique_ptr<ZSTD_DDict, std::size_t (*)(ZSTD_DDict*)> dictionary{nullptr, ZSTD_freeDDict};
  std::mutex mutex;
  std::vector<Context> idle;

  Context take() {
    const std::lock_guard guard(mutex);
    if (idle.empty()) return {ZSTD_createDCtx(), ZSTD_freeDCtx};
    Context context = std::move(idle.back());
    idle.pop_back();
    return context;
  }

  void give_back(Context context) {
    const std::lock_guard guard(mutex);
    if (idle.size() < kIdleContexts) idle.push_back(std::move(context));
  }
};

ArticleStore::ArticleStore(const SectionFile& file)
    : records_(file.bytes("records")), first_(file.array<std::uint64_t>("records.first")), decoder_(std::make_unique<Decoder>()) {
  if (first_.empty() || first_.back() != records_.size()) throw ArchiveCorrupt("the sections of the stored articles do not fit each other");
  const std::string_view bytes = file.bytes("dictionary");
  if (!bytes.empty()) decoder_->dictionary.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
}

ArticleStore::~ArticleStore() = default;
ArticleStore::ArticleStore(ArticleStore&&) noexcept = default;

Article ArticleStore::read(std::uint32_t article, bool with_rest) const {
  if (article >= size() || first_[article] > first_[article + 1] || first_[article + 1] > records_.size())
    throw ArchiveCorrupt("a stored article lies outside its file");
  ByteReader record(records_.substr(first_[article], first_[article + 1] - first_[article]));
  const std::string_view card_frame = record.text();
  const std::string_view rest_frame = records_.substr(first_[article] + record.position(), first_[article + 1] - first_[article] - record.position());
  Decoder::Context context = decoder_->take();
  const std::string card = inflate(card_frame, context.get(), decoder_->dictionary.get());
  const std::string rest = with_rest ? inflate(rest_frame, context.get(), decoder_->dictionary.get()) : std::string();
  decoder_->give_back(std::move(context));
  return decode_article(card, rest);
}

Article ArticleStore::card(std::uint32_t article) const { return read(article, false); }
Article ArticleStore::whole(std::uint32_t article) const { return read(article, true); }

}  // namespace dateline
