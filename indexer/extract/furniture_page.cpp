// The English tables, continued: what a page says about itself, its rights, its menus and its widgets.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns notices = {
    "we use cookies*", "*this site uses cookies*", "*this website uses cookies*", "*our website uses cookies*",
    "*our site uses cookies*", "by continuing to *you *", "by using this *you agree*", "by using our *you agree*",
    "*we and our partners *cookies*", "*cookies to improve your *", "please enable javascript*",
    "please turn on javascript*", "*javascript is disabled*", "*to enable javascript*",
    "your browser does not support*", "*your browser is out of date*", "please upgrade your browser*",
    "please disable your ad*", "*disable your ad blocker*", "we've detected *ad block*",
    "*is supported by its audience*", "*is supported by its readers*", "*is reader-supported*",
    "*is supported by readers*", "*we may earn a *commission*", "*we may earn an *commission*",
    "*we may earn commission*", "*may earn a *commission*", "*may earn an *commission*",
    "*may receive a commission*", "*may receive a small commission*", "*may get a commission*",
    "*may receive compensation*", "*contains affiliate links*", "*contain affiliate links*",
    "*includes affiliate links*", "as an amazon associate*", "*participates in various affiliate *",
    "*when you purchase through links*", "*if you purchase through links*", "*if you buy something through *link*",
    "*when you buy through *link*", "you've read # of #*", "you have # free articles*",
    "you have reached your limit*", "this content is for *subscribers*", "this article is for *subscribers*"};

// Disclosures in other words; an article about them may say the same.
constexpr Patterns disclosures = {
    "*is paid for by its *readers*", "*is funded by its *readers*", "*is supported by our readers*",
    "*may receive a *link*", "*may receive an *link*", "*may receive * when you *", "*may earn * when you *",
    "*may get * when you *", "*may be paid *link*", "*may send us *link*", "*commission*links on *",
    "*links on this page*", "*link on this page*", "*links in this article*", "*links in this post*",
    "*links on our site*", "*affiliate links*", "*affiliate link *", "*earn a fee *", "*we use cookies*",
    "*our cookie policy*", "*our privacy policy*"};

constexpr Patterns sign_in = {
    "to continue reading*", "already a subscriber*", "already have an account*", "not a subscriber*",
    "become a member*", "create a free account*", "log in to *", "login to *", "sign in to *", "register to *",
    "please log in *", "please sign in *"};

// A book may have been first published, too.
constexpr Patterns origins = {
    "originally published *", "originally appeared *", "first published *", "used with permission*"};

constexpr Patterns rights = {
    "©*", "(c) #*", "c) #*", "copyright #*", "copyright ©*", "copyright (c)*", "copyright - *",
    "copyright *all rights reserved*", "*all rights reserved", "all rights reserved. *", "all rights reserved - *",
    "all rights reserved ©*", "*may not be published, broadcast*", "*may not be reproduced*permission*",
    "*may not be reproduced*consent*", "this material may not be *", "reprinted with permission*",
    "reproduced with permission*", "republished with permission*", "this article was originally published *",
    "this article was first published *", "this story was originally published *",
    "this story was first published *", "this post was originally published *",
    "this article originally appeared *", "this article first appeared *", "this story originally appeared *",
    "this story first appeared *", "this post originally appeared *", "the post * appeared first on *",
    "the article * appeared first on *", "published under *creative commons*", "licensed under *creative commons*",
    "for reprint rights*", "reprints and permissions", "request permissions", "our standards: *", "terms of use",
    "terms of service", "terms and conditions", "terms & conditions", "privacy policy", "privacy notice",
    "cookie policy", "cookie settings", "manage cookies", "accept cookies", "accept all cookies", "reject all",
    "do not sell my *", "your california privacy rights", "adchoices", "ad choices"};

constexpr Patterns advertisements = {
    "advertisement", "advertisements", "advertisement - *", "advertisement continue*", "advertisement scroll*",
    "advertising", "- advertisement -", "ad", "ads", "ads by *", "powered by *", "hosted by *", "sponsored",
    "sponsored by *", "sponsored content", "sponsored post", "paid content", "paid post", "paid partnership*",
    "promoted", "promoted by *", "partner content", "skip ad", "skip advertisement*", "remove ads",
    "report this ad", "why this ad", "buy now", "buy tickets", "shop now", "donate", "donate now", "donate today*",
    "support us", "make a donation*", "for immediate release", "ends", "-30-", "30"};

constexpr Patterns widgets = {
    "skip to content", "skip to main content", "skip to navigation", "toggle navigation", "toggle menu",
    "toggle search", "jump to *", "back to top", "return to top", "back to home*", "back to gallery", "large image",
    "small image", "full size image", "large picture", "small picture", "large photo", "main picture",
    "lead picture", "header picture", "featured photo", "hero picture", "image missing", "picture missing",
    "photo missing", "no image*", "full image", "featured image", "feature image", "hero image", "main image",
    "lead image", "header image", "cover image", "view image", "view larger image", "image placeholder",
    "placeholder image", "image loading*", "author icon", "author image", "author avatar", "author photo",
    "user avatar", "user icon", "* icon", "* logo", "avatar", "thumbnail", "open image in *", "open in gallery",
    "enlarge image", "enlarge this image", "click to enlarge*", "tap to enlarge*", "view gallery*", "photo gallery",
    "image gallery", "gallery", "slideshow", "view slideshow", "view # images", "view all # images", "image # of #",
    "photo # of #", "slide # of #", "# of #", "# / #", "play video", "watch video", "watch the video",
    "video player*", "loading video*", "loading", "loading *player*", "embedded video", "embedded content",
    "listen to this article*", "listen to article*", "listen to this story*", "listen to story*", "audio player*",
    "play audio", "# seconds of # *", "volume #*", "audio by *", "text to speech*", "font size*", "text size*",
    "change text size", "print article", "print page", "print story", "download pdf", "download the app*",
    "download our app*", "get the app", "open in app", "view in app", "read in app"};

constexpr Patterns page_data = {
    "# min read", "# min. read", "# mins read", "# minute read", "# minutes read", "#-minute read", "#-min read",
    "# min", "# minutes", "reading time*", "read time*", "estimated reading time*", "time to read*", "# views",
    "# reads", "# hours ago", "# hour ago", "# minutes ago", "# mins ago", "# days ago", "# day ago", "# weeks ago",
    "# week ago", "# months ago", "# month ago", "# years ago", "updated # * ago", "last updated # * ago",
    "published # * ago", "posted # * ago", "updated", "published", "posted", "last updated", "last modified",
    "by admin", "admin", "premium", "subscriber only", "subscribers only", "for subscribers", "free to read",
    "this article is more than # *old", "tags: *", "tagged: *", "tagged with*", "tagged in*", "tags",
    "filed under*", "filed in*", "posted in *", "posted in: *", "posted under *", "categories: *", "category: *",
    "topics: *", "keywords: *", "in this topic: *", "slug: *", "word count: *", "document id: *", "permalink*",
    "short link*", "shortlink*", "page # of #", "print edition*", "share count*"};

constexpr Patterns credit_labels = {
    "reporting by *", "writing by *", "edited by *", "compiled by *", "translated by *", "reviewed by *",
    "fact-checked by *", "via: *", "source: *", "sources: *", "source(s): *", "credit: *", "credits: *",
    "translation: *"};

constexpr Patterns credits = {
    "h/t *", "hat tip: *", "reporting by *editing by *", "editing by *", "additional reporting by *",
    "additional reporting: *", "with files from *", "with reporting from *", "with additional reporting *",
    "with agency inputs*", "with inputs from *", "contributed to this *", "* contributed to this report*",
    "* contributed to this story*", "* contributed to this article*", "* contributed reporting*",
    "contact the author *", "contact the writer *", "contact the reporter *", "contact: *@*", "email the author *",
    "email: *@*", "e-mail: *@*", "*can be reached at *@*", "reach * at *@*", "write to * at *@*", "contact us at *",
    "contact * at *@*", "email * at *@*", "got a tip*", "have a tip*", "do you have a story*", "do you have a tip*",
    "have a news tip*", "got a story*", "send tips to *", "twitter: @*", "tel: *", "phone: *"};

constexpr Patterns editor_notes = {
    "editor's note: *", "editors' note: *", "editor's note - *", "editors note: *", "editor's note. *",
    "publisher's note: *", "note to readers: *", "note to editors*", "notes to editors*"};

constexpr Patterns companions = {
    "facebook", "twitter", "x", "whatsapp", "linkedin", "pinterest", "reddit", "tumblr", "telegram", "instagram",
    "youtube", "tiktok", "flipboard", "threads", "bluesky", "mastodon", "pocket", "messenger", "google+",
    "google news", "email", "e-mail", "mail", "print", "rss", "sms", "share", "shares", "tweet", "pin", "save",
    "bookmark", "copy", "link", "like", "dislike", "follow", "following", "subscribe", "unsubscribe", "submit",
    "send", "cancel", "ok", "close", "open", "guest", "label", "name", "email address", "website", "message",
    "comment", "reply", "report", "flag", "oldest", "newest", "newest most voted", "most voted", "best", "sort by*",
    "upvote", "downvote", "vote", "log in", "login", "log out", "sign in", "sign up", "register", "my account",
    "account", "search", "search for", "menu", "main menu", "home", "homepage", "news", "next", "previous", "prev",
    "back", "top", "more", "all", "latest", "live", "video", "videos", "photos", "pictures", "podcasts", "podcast",
    "newsletter", "newsletters", "topics", "sections", "archive", "archives", "contact", "contact us", "about",
    "advertise", "advertise with us", "careers", "jobs", "help", "faq", "support", "sitemap", "site map", "privacy",
    "terms", "terms of use", "accessibility", "corrections", "feedback", "image", "photo", "author", "editor",
    "play", "pause", "mute", "settings", "share now", "share it", "view profile", "view all posts*",
    "see all posts*", "posts", "follow author", "all posts by *", "image *", "e-edition", "obituaries",
    "classifieds", "shop", "events", "games", "crossword", "horoscope", "horoscopes", "weather", "traffic",
    "english", "español", "deutsch", "français"};

// clang-format on

constexpr FurnitureGroup groups[] = {
    {Effect::line, "boilerplate", 70, false, notices},
    {Effect::edge, "boilerplate", 60, false, disclosures},
    {Effect::line, "boilerplate", 9, false, sign_in},
    {Effect::edge, "boilerplate", 14, false, origins},
    {Effect::line, "boilerplate", 60, false, rights},
    {Effect::line, "boilerplate", 6, false, advertisements},
    {Effect::line, "boilerplate", 8, true, widgets},
    {Effect::line, "metadata", 30, true, page_data},
    {Effect::line, "credit", 20, true, credit_labels},
    {Effect::line, "credit", 20, false, credits},
    {Effect::line, "editor_note", 120, false, editor_notes},
    {Effect::companion, "boilerplate", 4, true, companions},
};

}  // namespace

std::span<const FurnitureGroup> english_page_furniture() { return groups; }

}  // namespace dateline
