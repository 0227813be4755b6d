// The English tables: what stands below and between the paragraphs of an article.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns comment_form = {
    "leave a comment*", "leave a reply*", "leave your comment*", "leave us a comment*", "post a comment*",
    "post your comment*", "post a reply*", "add a comment*", "add your comment*", "write a comment*",
    "submit a comment*", "submit comment", "post comment", "cancel reply", "notify of", "notify me of *",
    "inline feedbacks", "log in to comment*", "login to comment*", "sign in to comment*", "comments are closed*",
    "comments closed", "commenting is closed*", "comments are moderated*", "be the first to comment*",
    "comments powered by*", "reader comments", "readers' comments"};

constexpr Patterns comment_rules = {
    "your email address will not be published*", "required fields are marked*", "save my name, email*",
    "notify me of *comments*", "notify me when *", "this site uses akismet*",
    "please enable javascript to view the comments*", "you must be logged in to *comment*"};

constexpr Patterns comments = {
    "# comment", "# comments", "# replies", "# reply", "# responses", "comments", "comments #", "comments (#",
    "(#) comments", "# comments on *", "# responses to *", "# thoughts on *", "one thought on *", "view comments*",
    "view all comments*", "view # comments", "show comments*", "show # comments", "read the comments*",
    "see all comments*", "see comments", "read # comments", "discuss this *", "join the discussion*",
    "join the conversation*", "start the discussion*", "start the conversation*", "have your say",
    "tell us what you think*"};

constexpr Patterns tail = {
    "why trust *", "why * trust *", "why rely on *", "why * rely on our *", "how we choose *", "how we review *",
    "about the author*", "about the writer*", "about this author", "about author", "about us", "about this site",
    "about this blog", "author bio", "meet the author*", "who we are", "our standards*", "our editorial *",
    "editorial standards*", "editorial independence", "editorial policy", "how we make money", "how we test*",
    "how we work", "our journalism", "support our journalism*", "support independent journalism*",
    "support quality journalism*", "professional conduct", "about our ads", "the latest from *", "latest from *"};

constexpr Patterns link_list = {
    "related", "related article", "related articles", "related stories", "related story", "related posts",
    "related post", "related news", "related content", "related coverage", "related links", "related items",
    "related reads", "related reading", "related videos", "related topics", "related tags", "related to this *",
    "more on this", "more on this story", "more on this topic", "more on the topic", "more from *", "more stories",
    "more stories *", "more articles*", "more reports by*", "more like this", "more news", "more top stories",
    "more headlines", "more coverage", "most read", "most read *", "most popular", "most popular *", "most viewed",
    "most commented", "most shared", "popular posts", "popular now", "popular stories", "popular articles",
    "trending", "trending now", "trending stories", "trending topics", "latest news", "latest stories",
    "latest articles", "latest posts", "latest headlines", "latest videos", "recent posts", "recent articles",
    "recent stories", "recent news", "recent comments", "top stories", "top news", "today's top stories",
    "editor's picks", "editors' picks", "editor's choice", "our picks", "recommended", "recommended for you",
    "recommended stories", "recommended reading", "recommended articles", "you may also like",
    "you might also like", "you may like", "you may also be interested in", "you might also be interested in",
    "you might be interested in", "you may be interested in", "up next", "read next", "what to read next",
    "also read", "read also", "see also", "read this next", "also on *", "other reports by*", "other stories*",
    "other articles by*", "other articles", "other news", "from around the web", "around the web",
    "elsewhere on the web", "promoted stories", "promoted content", "sponsored stories", "sponsored links",
    "from our partners", "keep reading", "explore more", "articles by this author", "stories by *",
    "previous article", "next article", "previous story", "next story", "previous post", "next post"};

constexpr Patterns teaser = {
    "related: *", "related | *", "related story: *", "related stories: *", "related article: *",
    "related articles: *", "related coverage: *", "related video: *", "related - *", "read more: *",
    "read more | *", "read more - *", "read also: *", "also read: *", "also read | *", "also read - *",
    "read next: *", "see also: *", "more on this: *", "more on this story: *", "more like this: *", "watch also: *",
    "must read: *", "must-read: *", "up next: *", "recommended: *", "you might also like: *",
    "you may also like: *", "trending: *", "click here to read*", "click here for more*"};

// These may open a sentence of the article as well.
constexpr Patterns teaser_label = {
    "read this: *", "read | *", "read: *", "see more: *", "more: *", "watch: *", "watch | *", "watch now: *",
    "listen: *", "listen | *", "listen now: *", "video: *", "don't miss: *", "previous: *", "next: *",
    "previously: *", "background: *", "go deeper: *", "learn more: *", "for more: *", "explore: *"};

constexpr Patterns read_on = {
    "read more", "read more here", "read more at *", "read the full *", "read full *", "read the rest *",
    "read the whole *", "read the original *", "read it here", "read on", "continue reading*", "keep reading *",
    "click here", "click here to *", "click here for *", "see more", "show more", "view more", "load more",
    "learn more", "full story", "full story here", "view full *", "see full *", "view the original *",
    "view original *", "find out more", "find out more here", "go to source*", "original article*",
    "story continues*", "article continues*", "scroll down *", "scroll for *", "scroll to *", "tap here to *",
    "swipe to *", "swipe for *", "view this post on *", "see this post on *"};

constexpr Patterns share = {
    "share this", "share this *", "please share this*", "please share the *", "please share it*", "share on *",
    "share via *", "share the *", "share article", "share story", "# shares", "# share", "click to share *",
    "click to email *", "click to print *", "tweet this*", "like this", "like loading", "print this *",
    "email this *", "copy link", "copy url", "link copied*", "copied to clipboard", "save this *", "save article",
    "save for later", "gift this article", "give this article", "share full article", "add to favorites", "pin it",
    "follow us", "follow us on *", "follow us @*", "follow us at *", "follow * on twitter*",
    "follow * on facebook*", "follow * on instagram*", "follow * on x", "follow @*", "like us on *", "join us on *",
    "find us on *", "connect with us*", "stay connected*", "you can follow * on twitter*", "get in touch with us*",
    "spread the word", "help us spread the word*"};

constexpr Patterns newsletter = {
    "sign up for our *", "sign up for *newsletter*", "sign up to our *", "sign up to *newsletter*",
    "sign up to receive *", "sign up to get *", "sign up with your *", "subscribe to our *",
    "subscribe to the *newsletter*", "subscribe to *newsletter*", "get the *newsletter*", "get our *newsletter*",
    "enter your email*", "enter your e-mail*", "your email address", "your email", "your e-mail address",
    "our newsletter", "the newsletter", "join our mailing list*", "join our newsletter*", "join our whatsapp *",
    "join our telegram *", "unsubscribe at any time*", "you can unsubscribe *"};

// Longer ones speak to the reader; an article that quotes one does not.
constexpr Patterns newsletter_pitch = {
    "sign up *you *", "sign up *your *", "sign up *to you", "sign up *inbox*", "subscribe to our *you *",
    "subscribe to our *your *", "subscribe to *newsletter*you *", "subscribe to *newsletter*your *",
    "get * delivered to your *", "get * in your inbox*", "*straight to your inbox*", "*delivered to your inbox*",
    "*directly to your inbox*", "thank you for subscribing*", "thanks for subscribing*",
    "thank you for signing up*", "thanks for signing up*", "you have successfully subscribed*",
    "by signing up*you *", "by subscribing*you *", "by clicking *you agree*", "by entering your email*",
    "by providing your email*", "we will never share your *", "this newsletter *recaptcha*",
    "this site is protected by recaptcha*"};

constexpr Patterns newsletter_button = {
    "sign up here*", "sign up today*", "sign up now*", "sign me up*", "subscribe now*", "subscribe today*",
    "subscribe here*", "subscribe for free*", "subscribe via *", "something went wrong*", "an error occurred*",
    "invalid email*"};

constexpr Patterns captions = {
    "photo: *", "photos: *", "photo by *", "photo credit*", "photo courtesy *", "photo illustration*",
    "photograph: *", "photograph by *", "photographs by *", "picture: *", "pictures: *", "picture by *", "image: *",
    "image credit*", "image courtesy *", "image source*", "image via *", "image by *", "images: *",
    "illustration: *", "illustration by *", "graphic: *", "file photo*", "file image*", "file picture*",
    "stock image*", "stock photo*", "ap photo*", "screenshot: *", "screengrab*", "courtesy photo*", "courtesy of *",
    "getty images", "getty", "getty images *credit*", "shutterstock", "istock", "reuters/*", "afp/*", "ap photo/*",
    "(ap photo*", "*/getty images", "*/getty", "*/shutterstock", "*/reuters", "*/ap photo", "*/afp", "*/pa wire",
    "*/press association", "*/epa", "*.jpg", "*.jpeg", "*.png", "*.gif", "*.webp", "toggle caption", "hide caption",
    "caption"};

constexpr Patterns caption_ends = {
    "* photograph: *", "* photo: *", "* image: */*", "* credit: *", "* picture: *", "*(photo by *", "*(photo: *",
    "*(ap photo*", "*(file photo*", "*(photo/*", "*(photo courtesy *", "*(image: *", "*(image credit*",
    "*(courtesy *", "*[photo*", "*[image*", "* photo credit: *", "* image credit: *", "* photo courtesy of *",
    "*via getty images*", "*/getty images", "* | getty images", "* - getty images", "*(getty images", "*(reuters/*",
    "*(afp/*", "*reuters/file*"};

// clang-format on

constexpr FurnitureGroup groups[] = {
    {Effect::comment_form, "boilerplate", 8, false, comment_form},
    {Effect::comment_form, "boilerplate", 30, false, comment_rules},
    {Effect::comments, "boilerplate", 16, true, comments},
    {Effect::tail, "boilerplate", 10, true, tail},
    {Effect::link_list, "boilerplate", 8, true, link_list},
    {Effect::teaser, "teaser", 35, false, teaser},
    {Effect::teaser, "teaser", 25, true, teaser_label},
    {Effect::line, "boilerplate", 12, false, read_on},
    {Effect::line, "boilerplate", 14, false, share},
    {Effect::line, "boilerplate", 16, false, newsletter},
    {Effect::line, "boilerplate", 45, false, newsletter_pitch},
    {Effect::line, "boilerplate", 8, false, newsletter_button},
    {Effect::line, "caption", 30, true, captions},
    {Effect::line, "caption", 70, false, caption_ends},
};

}  // namespace

std::span<const FurnitureGroup> english_furniture() { return groups; }

}  // namespace dateline
