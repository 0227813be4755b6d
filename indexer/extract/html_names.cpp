// What tags and the names that authors give to elements mean, as tables.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "indexer/extract/html_page.h"

namespace dateline {
namespace {

struct TagName {
  std::string_view name;
  Tag tag;
};

// clang-format off

constexpr TagName tags[] = {
    {"address", Tag::division}, {"article", Tag::article}, {"aside", Tag::aside}, {"blockquote", Tag::quote}, {"body", Tag::division},
    {"br", Tag::line_break}, {"caption", Tag::caption}, {"center", Tag::division}, {"dd", Tag::item}, {"details", Tag::division},
    {"dialog", Tag::navigation}, {"dir", Tag::list}, {"div", Tag::division}, {"dl", Tag::list}, {"dt", Tag::item}, {"fieldset", Tag::division},
    {"figcaption", Tag::caption}, {"figure", Tag::figure}, {"footer", Tag::footer}, {"form", Tag::division}, {"h1", Tag::heading},
    {"h2", Tag::heading}, {"h3", Tag::heading}, {"h4", Tag::heading}, {"h5", Tag::heading}, {"h6", Tag::heading}, {"header", Tag::header},
    {"head", Tag::division}, {"hgroup", Tag::header}, {"hr", Tag::line_break}, {"html", Tag::division}, {"legend", Tag::division}, {"li", Tag::item}, {"main", Tag::main},
    {"menu", Tag::navigation}, {"nav", Tag::navigation}, {"ol", Tag::list}, {"p", Tag::paragraph}, {"pre", Tag::preformatted},
    {"section", Tag::section}, {"summary", Tag::division}, {"table", Tag::table}, {"tbody", Tag::division}, {"td", Tag::cell},
    {"tfoot", Tag::division}, {"th", Tag::cell}, {"thead", Tag::division}, {"tr", Tag::row}, {"ul", Tag::list}, {"a", Tag::link},
    {"amp-ad", Tag::unread}, {"amp-analytics", Tag::unread}, {"amp-sidebar", Tag::navigation}, {"applet", Tag::unread}, {"audio", Tag::unread},
    {"button", Tag::unread}, {"canvas", Tag::unread}, {"datalist", Tag::unread}, {"embed", Tag::unread}, {"head", Tag::unread},
    {"iframe", Tag::unread}, {"img", Tag::unread}, {"input", Tag::unread}, {"label", Tag::unread}, {"link", Tag::unread}, {"map", Tag::unread}, {"meta", Tag::unread}, {"noscript", Tag::unread},
    {"object", Tag::unread}, {"option", Tag::unread}, {"script", Tag::unread}, {"select", Tag::unread}, {"style", Tag::unread}, {"svg", Tag::unread},
    {"template", Tag::unread}, {"textarea", Tag::unread}, {"title", Tag::unread}, {"video", Tag::unread}};

struct RoleWords {
  Role role;
  std::string_view words;  // separated by spaces; "a-b": two words in a row of a name; "a*": names that begin so; "=a": whole names only
};

constexpr RoleWords role_words[] = {
    {Role::body,
     "articlebody article-body articlebodytext article-content articlecontent article-text articletext article-copy article-fulltext story-body storybody "
     "story-content story-text storytext story-copy entry-content entry-body post-content post-body postcontent postbody post-entry post-text body-copy bodycopy "
     "body-text bodytext body-content news-content news-text news-body newsbody main-article articulo-cuerpo cuerpo-noticia cuerpo-articulo "
     "corps-article artikel-text artikeltext artikel-inhalt texto-noticia testo-articolo meteredcontent e-content rich-text richtext"},
    {Role::comments,
     "comments commentlist comment-list comment-body comment-content comment-text comment-form comment-section comment-wrap comment-wrapper comment-thread commentform comments-area disqus disqus_thread disqus-thread livefyre viafoura coral respond discussion "
     "kommentare leserkommentare kommentar-liste commentaires comentarios commenti reacties responses replies fb-comments "
     "spot-im conversation commento talkback reader-comments"},
    {Role::sharing,
     "share shares sharing sharebar share-bar sharetools sharedaddy addthis* addtoany* social socials social-links social-media socialmedia sharethis social-share "
     "shareaholic* a2a sociales teilen partager partage compartir compartilhar condividi delen likes jp-post-flair post-flair follow-us followus article-tools "
     "articletools page-tools toolbox toolbar tools"},
    {Role::newsletter,
     "newsletter newsletters newslettersignup signup sign-up subscribe subscription subscriptions inscription abonnement abonnieren suscripcion suscribete "
     "optin opt-in email-signup mailchimp mailinglist mc-embed mc_embed_signup membership donate donation regwall"},
    {Role::consent, "cookie cookies cookie-notice consent gdpr ccpa privacy-consent cookiebanner cookiebar modal popup pop-up dialog"},
    {Role::notice,
     "overlay lightbox interstitial tooltip toast ad ads advert adverts "
     "advertisement advertisements advertising advertorial adunit ad-unit adslot ad-slot adbox adwrapper adcontainer adsbygoogle gpt-ad dfp dfp-ad banner-ad sponsor sponsors sponsored "
     "sponsorship werbung anzeige anzeigen publicite publicidad pub pubblicita reclame disclaimer disclosure copyright legal promo promos promotion promoted cta "
     "callout-promo paywall-prompt paywall-message paywall-overlay piano login banner signin sign-in register shopping affiliate donate-box print-only skip-link skiplink"},
    {Role::navigation,
     "nav navbar navigation navi subnav mainnav menu submenu mainmenu breadcrumb breadcrumbs crumbs pagination pager paging paginate toc table-of-contents "
     "masthead site-header siteheader page-header-nav topbar top-bar footer site-footer sitefooter page-footer colophon sidebar side-bar rail right-rail sidenav search searchform searchbox "
     "contentinfo language-switcher post-navigation nextprev prev-next skip weather ticker"},
    {Role::teasers,
     "related relateds related-posts relatedposts jp-relatedposts related-articles related-stories related-links related-content relatedarticles relatedstories recommended recommendation recommendations "
     "recommend recirc recirculation readmore read-more read-next readnext read-also see-also seealso more-stories morestories more-news more-from more-on more-in "
     "also-read most-read mostread most-popular mostpopular most-viewed popular popularposts trending teaser teasers outbrain* taboola* zergnet revcontent promoted-stories "
     "latest-news latest-stories latest-posts recent-posts recent news-list headlines topstories top-stories up-next next-article next-story next-post prev-post next-up upnext "
     "suggested you-may-like youmaylike more-articles other-stories in-this-series sidebar-list links-block complementary weiterlesen verwandte mehr-zum-thema meistgelesen "
     "meist-gelesen lesen-sie-auch a-lire-aussi lire-aussi plus-lus sur-le-meme relacionadas relacionados relacionada relacionado mas-leidas mas-leidos leia-tambem "
     "leia-mais lee-tambien correlati correlate gerelateerd lees-ook playlist story-list link-list linklist link-box linkbox =widget =widgets sidebar-widget "
     "widget-area textwidget listing crosslinks interlinks"},
    {Role::person,
     "author-bio authorbio author-box authorbox author-info author-card author-details author-profile author-description about-author about-the-author aboutauthor bio biography bios "
     "author-block author-content contributor-bio autor-box autorenbox signature"},
    {Role::metadata,
     "byline bylines by-line byline-block article-byline author authors post-author dateline-date timestamp publish-date published-date pubdate post-date entry-date entry-meta article-meta post-meta post-info "
     "story-meta metadata meta article-info article-date article-details dateblock post-details tags taglist tag-list tags-list post-tags entry-tags article-tags topics topic-list keywords "
     "categories category cat-links tags-links entry-footer post-labels kicker eyebrow rubric overline dachzeile autor autoren schlagworte etiquetas mots-cles "
     "reading-time readingtime read-time"},
    {Role::caption,
     "caption captions wp-caption wp-caption-text figcaption image-caption imagecaption photo-caption photocaption caption-text media-caption picture-caption img-caption "
     "bildunterschrift bildtext legende pie-foto pie-de-foto didascalia cutline gallery-caption image-credit slideshow slider carousel gallery photogallery photo-gallery video-player videoplayer"},
    {Role::credit, "credit credits photo-credit photocredit photographer bildquelle bildnachweis photo-by fotografo"},
    {Role::hidden, "sr-only screen-reader-text visually-hidden visuallyhidden screenreader u-hidden-text assistive-text a11y-hidden element-invisible"},
    {Role::summary, "standfirst dek articledek subheadline sub-headline subtitle sub-title subhed article-summary article-dek story-summary abstract"},
};

// clang-format on

class Names {
 public:
  Names() {
    for (const TagName& tag : tags) tags_.emplace(tag.name, tag.tag);
    for (const RoleWords& row : role_words) add(row);
  }

  Tag tag(std::string_view name) const {
    const auto found = tags_.find(name);
    return found == tags_.end() ? Tag::inline_text : found->second;
  }

  Role role(std::string_view words) const {
    const auto found = roles_.find(words);
    return found == roles_.end() ? Role::none : found->second;
  }

  Role role_of_whole(std::string_view name) const {
    const auto found = whole_.find(name);
    return found == whole_.end() ? role(name) : found->second;
  }

  Role role_of_stem(std::string_view word) const {
    for (const auto& [stem, role] : stems_)
      if (word.starts_with(stem)) return role;
    return Role::none;
  }

 private:
  void add(const RoleWords& row) {
    std::string_view rest = row.words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, end);
      if (word.ends_with('*')) stems_.emplace_back(word.substr(0, word.size() - 1), row.role);
      else if (word.starts_with('=')) whole_.emplace(word.substr(1), row.role);
      else roles_.emplace(word, row.role);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::unordered_map<std::string_view, Tag> tags_;
  std::unordered_map<std::string_view, Role> roles_, whole_;
  std::vector<std::pair<std::string_view, Role>> stems_;
};

const Names& names() {
  static const Names all;
  return all;
}

constexpr std::size_t longest_name = 300;  // bytes of an attribute that are looked at

// "ArticleBody main" -> "article-body", "main", one name at a time: words in lower case with one hyphen between.
class NameReader {
 public:
  explicit NameReader(std::string_view value) : rest_(value.substr(0, longest_name)) {}

  // False at the end.
  bool next(std::string& name) {
    name.clear();
    while (!rest_.empty() && name.empty()) {
      const std::size_t end = std::min(rest_.find_first_of(" \t\r\n\f"), rest_.size());
      normalise(rest_.substr(0, end), name);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }
    return !name.empty();
  }

 private:
  static void normalise(std::string_view from, std::string& name) {
    bool lower_before = false;
    for (const char c : from) {
      const bool upper = c >= 'A' && c <= 'Z';
      const bool letter = upper || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
      const bool digit = c >= '0' && c <= '9';
      if ((!letter && !digit) || (upper && lower_before)) {
        if (!name.empty() && name.back() != '-') name += '-';
      }
      if (letter || digit) name += upper ? static_cast<char>(c + 32) : c;
      lower_before = letter && !upper;
    }
    if (name.ends_with('-')) name.pop_back();
  }

  std::string_view rest_;
};

// Words behind which a name says in which state an element is or what it has somewhere, and not what it is.
bool begins_state(std::string_view word) {
  constexpr std::array<std::string_view, 9> words = {"has", "no", "not", "with", "without", "is", "show", "hide", "category"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The whole name first, then each pair of its words, then each word: the last that says something is what it is about.
Role role_of_name(std::string_view name) {
  if (const Role whole = names().role_of_whole(name); whole != Role::none) return whole;
  if (const Role stem = names().role_of_stem(name); stem != Role::none) return stem;
  Role found = Role::none;
  std::size_t before = std::string_view::npos;  // start of the word before
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('-', at), name.size());
    if (begins_state(name.substr(at, end - at))) break;
    Role role = names().role(name.substr(at, end - at));
    if (before != std::string_view::npos) {
      if (const Role pair = names().role(name.substr(before, end - before)); pair != Role::none) role = pair;
    }
    if (role != Role::none) found = role;
    before = at;
    at = end + 1;
  }
  return found;
}

Role role_of_tag(Tag tag) {
  switch (tag) {
    case Tag::aside: return Role::teasers;
    case Tag::footer:
    case Tag::navigation: return Role::navigation;
    case Tag::caption: return Role::caption;
    default: return Role::none;
  }
}

bool is_hidden(const Node& element) {
  if (element.has_attribute("hidden")) return true;
  const std::string_view style = element.attribute("style").substr(0, longest_name);
  return style.find("display:none") != std::string_view::npos || style.find("display: none") != std::string_view::npos;
}

// Whether an attribute says what its element is for.
bool names_purpose(std::string_view attribute) {
  constexpr std::array<std::string_view, 4> whole = {"class", "id", "role", "name"};
  constexpr std::array<std::string_view, 9> ends = {"component", "testid", "test-id", "type", "name", "area", "module", "block", "region"};
  if (std::find(whole.begin(), whole.end(), attribute) != whole.end()) return true;
  return attribute.starts_with("data-") && std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return attribute.ends_with(end); });
}

// Names that blogs give to a whole article, beside those of its author, its tags and its subjects.
bool names_entry(std::string_view name) { return name == "hentry" || name == "h-entry" || name == "type-post"; }

}  // namespace

std::string_view reason_of(Role role) {
  switch (role) {
    case Role::none:
    case Role::body:
    case Role::summary: return {};
    case Role::caption: return "caption";
    case Role::comments: return "comment";
    case Role::credit: return "credit";
    case Role::metadata: return "metadata";
    case Role::teasers: return "teaser";
    default: return "boilerplate";
  }
}

Tag tag_of(std::string_view name) { return names().tag(name); }

Role role_of(const Node& element, Tag tag) {
  if (element.name == "body" || element.name == "html") return Role::none;
  Role found = role_of_tag(tag);
  std::string name;
  for (const Attribute& attribute : element.attributes) {
    if (attribute.name == "itemprop" && (attribute.value == "articleBody" || attribute.value == "reviewBody")) return Role::body;
    if (!names_purpose(attribute.name)) continue;
    NameReader reader(attribute.value);
    while (reader.next(name)) {
      if (names_entry(name)) return Role::none;
      const Role role = role_of_name(name);
      if (role == Role::body) return role;
      if (found == Role::none) found = role;
    }
  }
  return found == Role::none && is_hidden(element) ? Role::hidden : found;
}

}  // namespace dateline
