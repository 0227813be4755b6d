// What a page asks of its readers between and below the paragraphs: to subscribe, follow, write, and who the writer is.
#include <algorithm>
#include <span>

#include "indexer/extract/furniture.h"
#include "indexer/extract/html_page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Prompts = std::string_view[];  // patterns as in FurnitureGroup

// clang-format off

constexpr Prompts anywhere = {
    "sign up *newsletter*", "sign up: *", "subscribe to * and *", "*subscribe to our *", "*straight to your inbox*", "*delivered to your inbox*",
    "*in your inbox*", "*right to your inbox*", "*newsletter*sign up*", "* delivered through your *", "*follow us on *", "*like us on facebook*", "follow * on twitter*",
    "follow * on facebook*", "follow * on instagram*", "follow * on x*", "*download our * app*", "download the * app*", "get the * app*",
    "*click here to subscribe*", "*click here to sign up*", "*click here for more information*", "like this story*", "*share it with a friend*",
    "join our * group*", "join our * channel*", "join us on *", "send us your *", "send your * to *@*", "*email us at *", "*e-mail us at *",
    "*write to us at *", "support * journalism*", "view this post on instagram*", "a post shared by *", "*for the latest news*", "stay up to date *",
    "stay on top of *", "click to read more*", "this article is republished from *",
    "to continue reading*", "*to read the full *subscribe*", "already a subscriber*", "this * is for subscribers*", "*sign in to read *",
    "dieser artikel ist *abonnenten*", "weiterlesen mit *", "jetzt weiterlesen*", "il vous reste * à lire*", "*réservé aux abonnés*", "*réservée aux abonnés*",
    "* exclusivo para suscriptores*", "para seguir leyendo*", "* exclusivo para assinantes*", "*riservato agli abbonati*", "lees verder *",
    "abonnieren sie *", "melden sie sich *newsletter*", "*folgen sie uns *", "*folgen sie * auf *", "lesen sie auch*", "lesen sie hier*", "lesen sie dazu*",
    "mehr zum thema*", "hier geht es zu*", "hier können sie *newsletter*", "teilen sie *", "*unseren newsletter*",
    "abonnez-vous *", "inscrivez-vous *", "suivez-nous *", "suivez * sur *", "à lire aussi*", "lire aussi*", "lire également*", "a lire aussi*",
    "recevez * newsletter*", "téléchargez * application*", "retrouvez * sur facebook*",
    "suscríbete *", "suscríbase *", "síguenos *", "sigue * en twitter*", "lea también*", "lee también*", "leer también*", "te puede interesar*",
    "puedes seguir *", "recibe * newsletter*", "descarga * aplicación*", "únete a *",
    "assine *", "inscreva-se *", "siga * no *", "siga-nos *", "leia também*", "leia mais*", "veja também*", "saiba mais*", "receba * newsletter*",
    "iscriviti *", "seguici *", "leggi anche*", "leggi tutto*", "lees ook*", "volg ons *", "schrijf je in *", "meld je aan *",
    "läs också*", "läs även*", "les også*", "læs også*", "czytaj także*", "zobacz też*", "čtěte také*", "читайте также*", "подписывайтесь *", "baca juga*"};

constexpr Prompts credits = {"reporting by *editing by *", "reporting by *additional reporting by *", "writing by *editing by *", "reporting by *writing by *"};

// Below the last paragraphs only; an article may say the same of those whom it is about.
constexpr Prompts at_end = {
    "* is a freelance *", "* is a staff *", "* is a reporter *", "* is a writer *", "* is a journalist *", "* is a correspondent *", "* is a columnist *",
    "* is a contributor *", "* is a contributing *", "* is a senior *writer*", "* is a senior *reporter*", "* is a senior *editor*", "* is an editor *",
    "* is an associate editor *", "* is the editor *", "* is the * editor *", "* is the * correspondent *", "* is the * reporter *", "* is * deal curator *",
    "* covers * for *", "*reach * at *@*", "*contact * at *@*", "*can be reached *", "*follow him *", "*follow her *", "*follow them *",
    "listen to * live*", "*listen back *", "what do you think*", "do you agree*", "let us know *", "tell us *", "have your say*", "*in the comments*", "thanks for reading*",
    "if you liked *", "if you enjoyed *", "*letters to the editor*", "* ist redakteur*", "* ist journalist*", "* ist korrespondent*",
    "* est journaliste *", "* es periodista *", "* è un giornalista *"};

// clang-format on

constexpr std::size_t longest = 500;  // bytes
constexpr std::size_t most_words = 40;

bool fits_any(std::string_view key, std::span<const std::string_view> patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) { return fits(pattern, key); });
}

}  // namespace

std::string_view prompt_reason(std::string_view text, bool below_article) {
  if (text.size() > longest) return {};
  const std::string key = furniture_key(text);
  if (fits_any(key, credits)) return "credit";
  if (count_words(key) > most_words) return {};
  const bool prompt = fits_any(key, anywhere) || (below_article && fits_any(key, at_end));
  return prompt ? "boilerplate" : "";
}

}  // namespace dateline
