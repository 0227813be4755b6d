// The German tables.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns comment_form = {
    "kommentar schreiben*", "kommentar verfassen*", "kommentar abgeben*", "kommentar hinzufügen*",
    "schreiben sie einen kommentar*", "schreibe einen kommentar*", "schreib einen kommentar*",
    "hinterlasse einen kommentar*", "hinterlassen sie einen kommentar*",
    "ihre e-mail-adresse wird nicht veröffentlicht*", "deine e-mail-adresse wird nicht veröffentlicht*",
    "antworten abbrechen", "antwort abbrechen", "erforderliche felder sind *", "sie müssen angemeldet sein*",
    "melden sie sich an, um zu kommentieren*", "kommentare sind geschlossen*", "die kommentarfunktion ist *",
    "leserkommentare", "leserkommentare (#"};

constexpr Patterns comments = {
    "# kommentare", "# kommentar", "kommentare", "kommentare (#", "kommentare #", "kommentare anzeigen",
    "kommentare lesen", "alle kommentare*", "zu den kommentaren", "# antworten", "diskutieren sie mit*",
    "diskutiere mit*", "ihre meinung", "ihre meinung ist gefragt*", "jetzt kommentieren*"};

constexpr Patterns tail = {
    "über den autor", "über die autorin", "über die autoren", "zum autor", "zur autorin", "zur person des autors",
    "über uns", "warum sie uns vertrauen *", "unsere redaktionellen *", "redaktionelle richtlinien",
    "so arbeitet unsere redaktion*", "unterstützen sie unabhängigen journalismus*"};

constexpr Patterns link_list = {
    "mehr zum thema", "mehr zu diesem thema", "mehr zu *", "mehr aus *", "mehr von *", "mehr artikel",
    "mehr nachrichten", "zum thema", "das könnte sie auch interessieren", "das könnte dich auch interessieren",
    "das könnte sie interessieren", "auch interessant", "auch spannend", "weitere artikel*", "weitere meldungen",
    "weitere nachrichten", "weitere themen", "weitere beiträge", "weitere news", "lesen sie auch",
    "lesen sie jetzt", "lesen sie mehr", "meistgelesen", "meistgelesene artikel", "meistgelesene *",
    "am meisten gelesen", "neueste artikel", "neueste meldungen", "neueste beiträge", "aktuelle meldungen",
    "aktuelle nachrichten", "aktuelle artikel", "ähnliche artikel", "ähnliche beiträge", "verwandte artikel",
    "verwandte themen", "verwandte beiträge", "passend zum thema", "empfehlungen *", "empfehlungen der redaktion",
    "empfohlene artikel", "unsere empfehlungen", "top-themen", "topthemen", "beliebte artikel", "schlagzeilen",
    "vorheriger artikel", "nächster artikel", "vorheriger beitrag", "nächster beitrag", "leseempfehlung*"};

constexpr Patterns teaser = {
    "mehr zum thema: *", "zum thema: *", "lesen sie auch: *", "lesen sie auch *", "lesen sie hier*",
    "lesen sie mehr *", "lesen sie dazu *", "lesen sie jetzt: *", "lies auch: *", "lies auch *",
    "auch interessant: *", "siehe auch: *", "mehr dazu: *", "mehr dazu *", "mehr: *", "mehr lesen: *", "video: *",
    "im video: *", "hier geht es zu*", "hintergrund: *", "weiterlesen: *", "lesetipp: *", "passend dazu: *"};

constexpr Patterns line = {
    "teilen", "artikel teilen*", "jetzt teilen", "beitrag teilen*", "diesen artikel teilen*", "teilen sie diesen *",
    "auf * teilen", "per e-mail teilen", "per mail teilen", "per whatsapp teilen", "drucken", "artikel drucken",
    "artikel versenden", "merken", "link kopieren", "artikel merken", "vorlesen", "artikel anhören",
    "artikel vorlesen", "weiterlesen", "mehr lesen", "mehr erfahren", "mehr anzeigen", "zum artikel",
    "zum original*", "zum vollständigen artikel", "hier weiterlesen", "den vollständigen *", "den ganzen artikel *",
    "folgen sie uns *", "folge uns *", "besuchen sie uns auf *", "werden sie fan *", "nach oben",
    "zum seitenanfang", "zurück zur startseite", "zur startseite*", "zum inhalt springen", "bild vergrößern",
    "bilderstrecke*", "zur bildergalerie*", "zur fotostrecke*", "fotostrecke*", "anzeige", "- anzeige -", "werbung",
    "nach der werbung *", "weiter nach der anzeige*", "anzeige: *", "gesponsert", "gesponserte *",
    "empfohlener externer inhalt", "externer inhalt", "externen inhalt *", "inhalt laden",
    "an dieser stelle finden sie *", "jetzt lesen", "jetzt spenden*"};

constexpr Patterns notices = {
    "*newsletter abonnieren*", "*abonnieren sie *newsletter*", "melden sie sich *newsletter*",
    "melden sie sich jetzt *an", "jetzt für *newsletter*", "*newsletter anmelden*", "unser newsletter*",
    "unseren newsletter*", "newsletter", "ihre e-mail-adresse", "ihre e-mail adresse", "jetzt abonnieren*",
    "kostenlos registrieren*", "*verwendet cookies*", "wir verwenden cookies*", "wir nutzen cookies*",
    "*setzt cookies ein*", "alle cookies akzeptieren", "alle akzeptieren", "cookie-einstellungen",
    "*erhalten wir eine provision*", "*erhalten wir *provision*", "*affiliate-link*",
    "*bekommen wir eine provision*", "dieser artikel enthält *links*", "*mit einem * gekennzeichneten links*",
    "jetzt weiterlesen mit *", "sie haben bereits ein *abo*", "mit der registrierung *", "mit der anmeldung *",
    "ich stimme * zu", "mit ihrer anmeldung *", "abmelden ist jederzeit *"};

constexpr Patterns rights = {
    "*alle rechte vorbehalten", "alle rechte vorbehalten. *", "alle rechte vorbehalten ©*", "copyright by *",
    "dieser artikel erschien zuerst *", "dieser beitrag erschien zuerst *", "dieser text erschien zuerst *",
    "der beitrag * erschien zuerst auf *", "zuerst erschienen *", "impressum", "datenschutz",
    "datenschutzerklärung", "agb", "nutzungsbedingungen", "mit material von *", "mit material der *",
    "mit agenturmaterial*", "mit agenturen"};

constexpr Patterns captions = {
    "foto: *", "fotos: *", "foto von *", "bild: *", "bilder: *", "bildquelle*", "bildnachweis*", "bildrechte*",
    "symbolbild*", "symbolfoto*", "archivbild*", "archivfoto*", "grafik: *", "illustration: *", "picture alliance*",
    "imago*/*", "dpa/*", "© dpa*", "dpa-bildfunk", "bildunterschrift*"};

constexpr Patterns caption_ends = {
    "*(foto: *", "*(bild: *", "* foto: *", "* bild: */*", "* bildquelle: *", "*(symbolbild)", "*(symbolbild",
    "*(archivbild)", "*(archivbild", "*(archivfoto", "*© dpa*", "*/picture alliance", "*/dpa"};

constexpr Patterns data = {
    "lesezeit*", "lesedauer*", "# min. lesezeit", "# min lesezeit", "# minuten lesezeit", "# min. lesedauer",
    "vor # stunden", "vor # stunde", "vor # minuten", "vor # tagen", "vor # tag", "schlagworte: *",
    "schlagwörter: *", "stichworte: *", "themen: *", "rubriken: *", "kategorien: *", "kategorie: *", "aktualisiert",
    "stand", "veröffentlicht", "von admin", "exklusiv für abonnenten"};

constexpr Patterns credits = {
    "quelle: *", "quellen: *", "quelle(n): *", "mitarbeit: *", "redaktion: *", "übersetzung: *", "übersetzt von *"};

constexpr Patterns editor_notes = {
    "anmerkung der redaktion*", "anm. d. red*", "anm. der redaktion*", "hinweis der redaktion*", "hinweis: dieser *"};

constexpr Patterns companions = {
    "startseite", "impressum", "kontakt", "abo", "e-paper", "anmelden", "abmelden", "suche", "suchen", "menü",
    "absenden", "senden", "antworten", "antwort", "kommentar", "melden", "schließen", "politik", "wirtschaft",
    "sport", "kultur", "panorama", "wissen", "meinung", "digital", "regional", "lokales", "reise", "auto",
    "älteste", "neueste", "beliebteste", "gast", "name", "empfehlen", "weiter", "zurück", "mehr", "thema", "themen",
    "autor", "bild", "nachrichten", "wetter", "anzeigen"};

// clang-format on

constexpr FurnitureGroup groups[] = {
    {Effect::comment_form, "boilerplate", 14, false, comment_form},
    {Effect::comments, "boilerplate", 12, true, comments},
    {Effect::tail, "boilerplate", 9, true, tail},
    {Effect::link_list, "boilerplate", 7, true, link_list},
    {Effect::teaser, "teaser", 30, false, teaser},
    {Effect::line, "boilerplate", 12, false, line},
    {Effect::line, "boilerplate", 60, false, notices},
    {Effect::line, "boilerplate", 30, false, rights},
    {Effect::line, "caption", 30, true, captions},
    {Effect::line, "caption", 60, false, caption_ends},
    {Effect::line, "metadata", 30, true, data},
    {Effect::line, "credit", 12, true, credits},
    {Effect::line, "editor_note", 100, false, editor_notes},
    {Effect::companion, "boilerplate", 2, true, companions},
};

}  // namespace

std::span<const FurnitureGroup> german_furniture() { return groups; }

}  // namespace dateline
