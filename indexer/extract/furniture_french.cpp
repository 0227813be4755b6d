// The French tables. A space before a colon is kept in the patterns: French writes one.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns comment_form = {
    "laisser un commentaire*", "laissez un commentaire*", "laissez votre commentaire*", "poster un commentaire*",
    "ajouter un commentaire*", "écrire un commentaire*", "publier un commentaire*",
    "votre adresse e-mail ne sera pas publiée*", "votre adresse de messagerie ne sera pas publiée*",
    "votre adresse email ne sera pas publiée*", "annuler la réponse", "les champs obligatoires *",
    "soyez le premier à commenter*", "soyez la première personne à *", "connectez-vous pour commenter*",
    "connectez-vous pour réagir*", "les commentaires sont fermés*", "commentaires fermés"};

constexpr Patterns comments = {
    "# commentaires", "# commentaire", "commentaires", "commentaires (#", "# réactions", "# réaction",
    "vos commentaires", "vos réactions", "réactions", "voir les commentaires*", "lire les commentaires*",
    "afficher les commentaires*", "tous les commentaires", "réagissez à cet article*", "réagir à cet article*",
    "donnez votre avis*", "votre avis nous intéresse*"};

constexpr Patterns tail = {
    "à propos de l'auteur", "à propos de l'auteure", "à propos de l'autrice", "à propos des auteurs",
    "à propos de nous", "qui sommes-nous", "pourquoi nous faire confiance", "notre charte *", "charte éditoriale",
    "soutenez le journalisme *", "soutenez un journalisme *", "la rédaction vous conseille"};

constexpr Patterns link_list = {
    "sur le même sujet", "sur le même thème", "articles liés", "articles similaires", "articles associés",
    "articles recommandés", "à lire aussi", "a lire aussi", "à lire également", "lire aussi", "lire également",
    "à voir aussi", "voir aussi", "les plus lus", "les plus populaires", "les plus commentés", "les plus partagés",
    "articles les plus lus", "à ne pas manquer", "vous aimerez aussi", "vous pourriez aimer *",
    "vous pourriez aussi aimer", "dans la même rubrique", "dans la même catégorie", "plus d'articles*",
    "plus d'infos*", "plus d'actualités", "ces articles peuvent vous intéresser", "ceci pourrait vous intéresser",
    "cela peut vous intéresser", "les dernières actualités", "dernières actualités", "derniers articles",
    "dernières nouvelles", "dernières infos", "nos recommandations", "recommandé pour vous", "contenus sponsorisés",
    "article précédent", "article suivant", "notre sélection", "pour aller plus loin", "la suite de l'actualité"};

constexpr Patterns teaser = {
    "lire aussi : *", "lire aussi: *", "lire aussi - *", "lire aussi *", "à lire aussi *", "a lire aussi *",
    "à lire : *", "à lire: *", "lire : *", "lire: *", "lire également*", "à lire également*", "voir aussi : *",
    "voir aussi: *", "à voir : *", "voir : *", "relire : *", "sur le même sujet : *", "sur le même sujet: *",
    "vidéo : *", "vidéo: *", "vidéo - *", "écouter : *", "écoutez : *", "en images : *", "reportage : *",
    "notre article : *"};

constexpr Patterns line = {
    "partager", "partager cet article*", "partager sur *", "partagez *", "partager l'article*", "partager par *",
    "imprimer", "imprimer l'article", "envoyer par e-mail", "envoyer par email", "envoyer par mail",
    "envoyer à un ami", "copier le lien", "réagir", "lien copié*", "tweeter", "suivez-nous*", "suivez nous*",
    "suivre *sur *", "retrouvez-nous sur *", "rejoignez-nous sur *", "retrouvez * sur facebook*", "lire la suite*",
    "lire plus", "lire l'article *", "lire l'intégralité *", "en savoir plus", "voir plus", "afficher plus",
    "cliquez ici*", "la suite après *", "la suite de l'article *", "la suite de cet article *",
    "continuer la lecture*", "poursuivre la lecture*", "publicité", "- publicité -", "pub", "annonce", "sponsorisé",
    "contenu sponsorisé", "contenu partenaire", "haut de page", "retour en haut*", "retour à l'accueil*",
    "aller au contenu*", "agrandir l'image", "voir la galerie*", "voir le diaporama*", "diaporama*",
    "écouter l'article*", "écouter cet article*", "offrir cet article*", "ajouter à vos favoris",
    "ajouter aux favoris", "sauvegarder", "faire un don*", "sélectionné pour vous"};

constexpr Patterns notices = {
    "inscrivez-vous *newsletter*", "inscrivez-vous à *", "abonnez-vous*", "recevez *newsletter*",
    "recevez * dans votre boîte*", "recevez * par e-mail*", "recevez * par mail*", "s'abonner*", "je m'abonne*",
    "je m'inscris*", "s'inscrire à la newsletter*", "s'inscrire *newsletter*", "newsletter", "notre newsletter",
    "la newsletter", "votre adresse e-mail", "votre adresse email", "votre e-mail", "en vous inscrivant*",
    "en cliquant sur *", "*utilise des cookies*", "nous utilisons des cookies*", "en poursuivant votre navigation*",
    "accepter les cookies", "tout accepter", "gérer les cookies", "*nous pouvons percevoir une commission*",
    "*liens affiliés*", "*liens d'affiliation*", "article réservé *abonnés*", "cet article est réservé *",
    "contenu réservé *abonnés*", "il vous reste # *", "déjà abonné*", "déjà inscrit*",
    "vous pouvez vous désinscrire*"};

constexpr Patterns rights = {
    "*tous droits réservés", "tous droits réservés. *", "tous droits réservés ©*", "tous droits réservés à *",
    "*reproduction interdite*", "toute reproduction *interdite*", "mentions légales",
    "politique de confidentialité", "conditions générales *", "cet article a été publié initialement *",
    "cet article est paru initialement *", "article initialement publié *", "publié initialement *"};

constexpr Patterns captions = {
    "photo : *", "photos : *", "crédit photo*", "crédits photo*", "crédit : *", "crédits : *", "crédit: *",
    "crédits: *", "image : *", "illustration : *", "infographie : *", "photo d'illustration*", "photo d'archives*",
    "image d'illustration*", "photo prétexte*", "légende*: *", "© afp*", "photographie : *"};

constexpr Patterns caption_ends = {
    "*(photo : *", "*(photo afp*", "*(photo d'illustration)", "*(photo d'illustration", "*(photo d'archives",
    "* photo : *", "* crédit : *", "*© afp*", "*/ afp", "*/afp", "*(illustration)", "*(illustration"};

constexpr Patterns data = {
    "temps de lecture*", "lecture # min*", "lecture : # min*", "# min de lecture", "# minutes de lecture",
    "il y a # heures", "il y a # heure", "il y a # minutes", "il y a # jours", "il y a # jour", "tags : *",
    "mots-clés*", "mots clés*", "thèmes : *", "rubrique : *", "catégorie : *", "catégories : *", "publié",
    "mis à jour", "par admin", "réservé aux abonnés", "abonnés", "article abonné"};

constexpr Patterns credits = {
    "source : *", "sources : *", "source: *", "traduction : *", "traduit par *", "avec afp", "avec l'afp",
    "avec reuters", "(avec afp)", "via : *"};

constexpr Patterns editor_notes = {
    "note de la rédaction*", "ndlr*", "note de l'éditeur*", "précision de la rédaction*"};

constexpr Patterns companions = {
    "accueil", "connexion", "se connecter", "déconnexion", "rechercher", "recherche", "menu", "envoyer", "répondre",
    "réponse", "commentaire", "signaler", "fermer", "politique", "économie", "monde", "société", "culture",
    "sports", "sciences", "santé", "régions", "opinions", "vidéos", "vidéo", "nom", "invité", "plus récents",
    "plus anciens", "les plus récents", "suivant", "précédent", "auteur", "contact", "abonnement", "plus", "météo",
    "annonces", "direct", "en direct", "jeux"};

// clang-format on

constexpr FurnitureGroup groups[] = {
    {Effect::comment_form, "boilerplate", 14, false, comment_form},
    {Effect::comments, "boilerplate", 10, true, comments},
    {Effect::tail, "boilerplate", 9, true, tail},
    {Effect::link_list, "boilerplate", 7, true, link_list},
    {Effect::teaser, "teaser", 30, false, teaser},
    {Effect::line, "boilerplate", 12, false, line},
    {Effect::line, "boilerplate", 60, false, notices},
    {Effect::line, "boilerplate", 40, false, rights},
    {Effect::line, "caption", 30, true, captions},
    {Effect::line, "caption", 60, false, caption_ends},
    {Effect::line, "metadata", 30, true, data},
    {Effect::line, "credit", 12, true, credits},
    {Effect::line, "editor_note", 100, false, editor_notes},
    {Effect::companion, "boilerplate", 3, true, companions},
};

}  // namespace

std::span<const FurnitureGroup> french_furniture() { return groups; }

}  // namespace dateline
