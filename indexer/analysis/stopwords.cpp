#include "indexer/analysis/stopwords.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace dateline {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kWords = {{
    {"en",
     " a about above across after again against all almost along already also although always am among an and another any anyone anything are around as"
     " at be because been before being below between both but by can cannot could did do does doing done during each either else every few for from"
     " further get had has have having he hence her here hers him his how however i if in into is it its itself just let made make me might more most"
     " much must my neither no nor not now of often on once only onto or other others our out over own per rather same shall she should since so some"
     " such than that the their them themselves then there therefore these they this those through thus to too toward towards under until up upon us"
     " used using very was we were what when where whether which while who whom whose why with within without would yet you your "},
    {"de",
     " aber alle als also am an auch auf aus bei bin bis da dann das dass dem den denn der des die dies diese diesem diesen dieser doch du durch ein eine"
     " einem einen einer eines er es für habe haben hat hatte ich ihm ihn ihr ihre im in ist ja kann können man mehr mit muss müssen nach nicht noch nur"
     " ob oder ohne sein seine sich sie sind so soll über um und uns unter vom von vor war waren was weil wenn wer werden wie wir wird wo wurde wurden zu"
     " zum zur "},
    {"fr",
     " a à ai ainsi après au aucun aussi autre aux avant avec avoir c ce ces cette ceux comme d dans de depuis des donc du elle elles en est et été être"
     " eux fait font ils il j je l la le les leur leurs lui m mais me mes même mon n ne ni nos notre nous on ont ou où par pas plus pour qu quand que quel"
     " quelle qui s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute très tu un une vos votre vous y "},
    {"es",
     " a al algo ante antes como con cuando de del desde donde dos el él ella ellas ellos en entre era es esa ese eso esta está este esto estos fue ha"
     " había han hasta hay la las le les lo los más me mi mucho muy nada ni no nos o otra otro para pero poco por porque qué que quien se ser si sí sin"
     " sobre son su sus también tanto te tiene todo todos tu un una uno unos y ya yo "},
    {"it",
     " a ad ai al alla alle allo anche che chi ci come con cui da dai dal dalla degli dei del dell della delle dello di dopo dove e è ed era fra gli ha"
     " hanno i il in io la le lei lo loro lui ma mi nei nel nella nelle no noi non o ogni per perché più quale quando quella quelle quello questa queste"
     " questo se si sia sono su sua sue sui sul sulla suo suoi tra tu tutti un una uno vi voi "},
    {"pt",
     " a à ao aos as às até com como da das de dela dele do dos e é ela elas ele eles em entre era essa esse esta está este eu foi há isso isto já lhe mais"
     " mas me mesmo meu minha muito na não nas nem no nos o os ou para pela pelas pelo pelos por porque qual quando que quem se sem ser seu seus só sua suas"
     " são também te tem tudo um uma você "},
    {"nl",
     " aan al alles als bij daar dan dat de der deze die dit door dus een en er ge geen had heb hebben heeft het hier hij hoe hun ik in is ja je kan maar me"
     " meer men met mijn na naar niet nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor waren was wat we wel werd"
     " wie wij wil worden wordt zal ze zich zij zijn zo zonder zou "},
}};

// Names and offices when they are written with a capital.
constexpr std::array<std::string_view, 4> kNames = {"May", "Will", "Does", "Die"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "The" as "the"; empty for what a capital makes a name, and for words in capitals.
std::string without_capital(std::string_view spelling) {
  if (std::find(kNames.begin(), kNames.end(), spelling) != kNames.end()) return {};
  if (spelling.size() > 1 && std::any_of(spelling.begin() + 1, spelling.end(), is_capital)) return {};
  std::string out(spelling);
  if (!out.empty() && is_capital(out.front())) out.front() = static_cast<char>(out.front() + ('a' - 'A'));
  return out;
}

}  // namespace

bool is_stopword(std::string_view typed, std::string_view lang) {
  const std::string spelling = without_capital(typed);
  const auto row = std::find_if(kWords.begin(), kWords.end(), [&](const auto& words) { return words.first == lang; });
  if (row == kWords.end() || spelling.empty() || spelling.find(' ') != std::string::npos) return false;
  const std::size_t at = row->second.find(spelling);
  for (std::size_t found = at; found != std::string_view::npos; found = row->second.find(spelling, found + 1))
    if (row->second[found - 1] == ' ' && row->second[found + spelling.size()] == ' ') return true;
  return false;
}

}  // namespace dateline
