// The Japanese and Chinese tables. Two letters count as one word.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns comment_form = {
    "コメントを書く", "コメントする", "コメントを投稿*", "发表评论*", "發表評論*", "发表回复*", "您的邮箱地址不会被公开*"};

constexpr Patterns comments = {
    "コメント", "コメント(#", "コメント（#）", "#件のコメント", "コメントを見る", "评论", "評論", "#条评论", "网友评论"};

constexpr Patterns link_list = {
    "関連記事", "関連ニュース", "あわせて読みたい", "合わせて読みたい", "おすすめ記事", "人気記事", "人気記事ランキング", "アクセスランキング", "最新記事", "最新ニュース", "関連リンク",
    "相关阅读", "相关新闻", "相關新聞", "延伸阅读", "延伸閱讀", "推荐阅读", "热门文章", "最新消息"};

constexpr Patterns line = {
    "広告", "スポンサーリンク", "pr", "シェア", "シェアする", "ツイート", "印刷", "続きを読む*", "もっと見る", "フォローする", "会員登録*", "無料登録*", "ログイン*",
    "メルマガ登録*", "ニュースレター*登録*", "トップページ*", "广告", "廣告", "分享", "分享到*", "阅读全文", "閱讀全文", "阅读更多", "关注我们*", "返回顶部"};

constexpr Patterns rights = {
    "無断転載*", "*無断転載を禁じます", "*の無断転載*", "*無断複製*", "*转载请注明*", "版权所有*", "版權所有*", "未经授权*"};

constexpr Patterns captions = {
    "写真：*", "写真:*", "写真提供*", "画像：*", "画像:*", "图：*", "图片来源*", "圖片來源*", "图源*", "*（写真：*", "*＝写真"};

constexpr Patterns credits = {
    "出典：*", "出典:*", "来源：*", "來源：*", "来源:*", "编辑：*", "责任编辑*", "責任編輯*"};

// clang-format on

constexpr FurnitureGroup groups[] = {
    {Effect::comment_form, "boilerplate", 20, false, comment_form},
    {Effect::comments, "boilerplate", 8, true, comments},
    {Effect::link_list, "boilerplate", 8, true, link_list},
    {Effect::line, "boilerplate", 10, true, line},
    {Effect::line, "boilerplate", 30, false, rights},
    {Effect::line, "caption", 20, true, captions},
    {Effect::line, "credit", 14, true, credits},
};

}  // namespace

std::span<const FurnitureGroup> asian_furniture() { return groups; }

}  // namespace dateline
