#include "indexer/extract/date_words.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

// One row a month: names and abbreviations in English, German, French, Spanish, Italian, Portuguese, Dutch; then the form that stands in dates in
// Swedish, Danish, Norwegian, Finnish, Catalan, Polish, Czech, Hungarian, Romanian, Russian, Ukrainian, Greek, Turkish and Indonesian.
constexpr std::array<std::string_view, 12> months = {
    " january jan januar jänner jän januari janvier janv enero ene gennaio gen janeiro"
    " gener stycznia января січня ocak tammikuuta ledna ianuarie január ιανουαρίου ",
    " february feb februar feber februari février fevrier févr fév febrero febbraio fevereiro fev"
    " febrer lutego февраля лютого şubat helmikuuta února februarie február φεβρουαρίου ",
    " march mar märz maerz mär mrz maart mrt mars marzo março marco"
    " març maret marca марта березня mart maaliskuuta března martie március μαρτίου ",
    " april apr avril avr abril abr aprile"
    " kwietnia апреля квітня nisan huhtikuuta dubna aprilie április απριλίου ",
    " may mai mei mayo maggio mag maio"
    " maj maig maja мая травня mayıs toukokuuta května május μαΐου ",
    " june jun juni juin junio giugno giu junho"
    " juny czerwca июня червня haziran kesäkuuta června iunie június ιουνίου ",
    " july jul juli juillet juil julio luglio lug julho"
    " juliol lipca июля липня temmuz heinäkuuta července iulie július ιουλίου ",
    " august aug augustus août aout agosto ago"
    " augusti agustus agost sierpnia августа серпня ağustos elokuuta srpna augusztus αυγούστου ",
    " september sep sept septembre septiembre setiembre settembre set setembro"
    " setembre września сентября вересня eylül syyskuuta září septembrie szeptember σεπτεμβρίου ",
    " october oct oktober okt octobre octubre ottobre ott outubro out"
    " października октября жовтня ekim lokakuuta října octombrie október οκτωβρίου ",
    " november nov novembre noviembre novembro"
    " listopada ноября листопада kasım marraskuuta listopadu noiembrie νοεμβρίου ",
    " december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro"
    " desember desembre grudnia декабря грудня aralık joulukuuta prosince decembrie δεκεμβρίου "};

constexpr std::string_view weekdays =
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim"
    " lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
    " måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag"
    " poniedziałek wtorek środa czwartek piątek niedziela понедельник вторник среда четверг пятница суббота воскресенье"
    " senin selasa rabu kamis jumat sabtu minggu pazartesi salı çarşamba perşembe cuma cumartesi pazar ";

constexpr std::string_view fillers =
    " at on of the um uhr den der am vom le du à a las los el del de di do das em às alle ore om van op h hrs hours "
    "h. kl г года в godz pukul saat klo ";

struct NamedZone {
  std::string_view name;
  Zone zone;
};

constexpr std::array<NamedZone, 50> zones = {{
    {"z", {false, 0}},       {"ut", {false, 0}},     {"utc", {false, 0}},    {"gmt", {false, 0}},
    {"wet", {false, 0}},     {"west", {false, 60}},  {"cet", {false, 60}},   {"cest", {false, 120}},
    {"mez", {false, 60}},    {"mesz", {false, 120}}, {"eet", {false, 120}},  {"eest", {false, 180}},
    {"msk", {false, 180}},   {"sast", {false, 120}}, {"hkt", {false, 480}},  {"sgt", {false, 480}},
    {"jst", {false, 540}},   {"kst", {false, 540}},  {"awst", {false, 480}}, {"acst", {false, 570}},
    {"aest", {false, 600}},  {"aedt", {false, 660}}, {"nzst", {false, 720}}, {"nzdt", {false, 780}},
    {"nst", {false, -210}},  {"ndt", {false, -150}}, {"adt", {false, -180}}, {"est", {false, -300}},
    {"edt", {false, -240}},  {"cst", {false, -360}}, {"cdt", {false, -300}}, {"mst", {false, -420}},
    {"mdt", {false, -360}},  {"pst", {false, -480}}, {"pdt", {false, -420}}, {"akst", {false, -540}},
    {"akdt", {false, -480}}, {"hst", {false, -600}}, {"art", {false, -180}}, {"brt", {false, -180}},
    {"ist", {true, 0}},      {"bst", {true, 0}},     {"ast", {true, 0}},     {"et", {true, 0}},
    {"ct", {true, 0}},       {"mt", {true, 0}},      {"pt", {true, 0}},      {"local", {true, 0}},
    {"hl", {true, 0}},       {"wib", {false, 420}},
}};

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    if (list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
  }
  return false;
}

bool is_plain_word(std::string_view word) { return !word.empty() && word.find(' ') == std::string_view::npos; }

}  // namespace

std::optional<int> month_named(std::string_view word) {
  if (!is_plain_word(word)) return std::nullopt;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (has_word(months[i], word)) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

bool is_weekday(std::string_view word) { return is_plain_word(word) && has_word(weekdays, word); }

bool is_date_filler(std::string_view word) { return is_plain_word(word) && has_word(fillers, word); }

// RFC 822 gave the letters of military zones the wrong signs, so nobody knows what is meant (RFC 2822, 4.3). "a", "h" and "j" are none of them here:
// two are words between the parts of a date, the third was never given to a zone.
std::optional<Zone> zone_named(std::string_view word) {
  if (word.size() == 1 && word[0] >= 'b' && word[0] <= 'y' && word[0] != 'h' && word[0] != 'j') return Zone{true, 0};
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const NamedZone& row) { return row.name == word; });
  return found == zones.end() ? std::nullopt : std::optional<Zone>(found->zone);
}

}  // namespace dateline
