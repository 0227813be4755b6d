// Pages made up for extract_plain_text_test.cpp, in the shapes in which real ones are scraped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct NoisyPage {
  std::string name;
  std::vector<std::string> byline;
  std::int64_t published = 0;  // UTC seconds; 0: no date
  // "= " the headline, "+ " body, "- " dropped, "" an empty line.
  std::vector<std::string> rows;
};

inline std::vector<NoisyPage> english_pages() {
  return {
      {"menu, kicker, share box and newsletter box",
       {"Ada Marlow"},
       1617235200,
       {"- Skip to main content",
        "- Menu",
        "- Search",
        "",
        "- LOCAL NEWS",
        "",
        "= Swans delay work on Tessing lock for a third week",
        "",
        "- By Ada Marlow, Staff Writer",
        "- April 1, 2021",
        "- 4 min read",
        "",
        "- Share this:",
        "- Facebook",
        "- Twitter",
        "",
        "+ Engineers who came to mend the lock at Tessing packed up again on Thursday because a pair of swans had "
        "built a nest on the gate.",
        "",
        "- Advertisement",
        "",
        "+ The birds are protected, and the canal trust said that it would wait until the young had left the water, "
        "which may take until June.",
        "",
        "- Sign up for our weekly newsletter and get the best of the valley delivered to your inbox.",
        "- Enter your email address",
        "",
        "+ Boats longer than ten metres have to turn at the mill meanwhile, and the harbour café offers their crews "
        "free tea.",
        "",
        "- Follow us on Facebook",
        "- © 2021 The Valley Lantern. All rights reserved."}},
      {"breadcrumb, dates for publishing and updating on one line, captions and related links",
       {"Tom Reed", "Ines Vale"},
       1551456000,
       {"- Home > Business > Retail",
        "",
        "= Button maker Hask & Sons finds a buyer in the nick of time",
        "",
        "- By Tom Reed and Ines Vale",
        "- Published 1 March 2019 16:00 GMT | Updated 2 March 2019",
        "",
        "- Image credit: Hask & Sons",
        "",
        "+ The last button factory in the county will stay open after a family of zip makers agreed to buy it on the "
        "day its credit ended.",
        "",
        "- Related: Zips at war, and why nobody wins",
        "",
        "+ All 84 workers keep their jobs, said Mr Hask, who will leave the firm that his great-grandmother founded in "
        "a wash-house.",
        "",
        "- The factory floor in the year it opened. Photograph: County Archive",
        "",
        "+ The price was not disclosed, but people close to the talks spoke of less than the value of the building.",
        "",
        "- Most read",
        "- Ten bridges that were never built",
        "- Why the clock tower runs late",
        "",
        "- You may also like",
        "- A walk along the old railway line"}},
      {"an inserted teaser on another subject",
       {"Mara Oduya"},
       1581638400,
       {"= Observatory loses its night to the new stadium", "", "- Mara Oduya", "- February 14, 2020", "",
        "+ Astronomers on Kellin Hill can no longer see faint galaxies because the floodlights of the stadium outshine "
        "them, the observatory said.",
        "",
        "+ The club switches the lights on for the grass even when nobody plays, and the galaxies vanish behind the "
        "glow until morning.",
        "", "- Cheese museum appeals for stolen copper vat",
        "- Curators offer a reward after thieves carried the vat through a skylight on Saturday, police report, "
        "without waking the guard.",
        "",
        "+ The observatory wants the stadium to shade its floodlights, which the club calls too expensive for a team "
        "in the third league.",
        "", "+ A hearing about the lights and the galaxies is set for autumn in the town hall below Kellin Hill."}},
      {"a comment widget, and readers' comments that go on",
       {},
       0,
       {"= The night bus is back, and so are the arguments",
        "",
        "+ After four years without a night bus the district will run one again on Fridays and Saturdays, hourly and "
        "for the ordinary fare.",
        "",
        "+ Innkeepers had offered to pay half of the cost. The council declined politely and put the whole sum into "
        "its budget.",
        "",
        "- Read full story here…",
        "",
        "- Subscribe",
        "- Notify of",
        "- guest",
        "",
        "- 2 Comments",
        "- Oldest",
        "- Newest",
        "- Old Pete",
        "",
        "- They took the night bus from us once, and they will do so again as soon as the election is over, mark my "
        "words.",
        "",
        "- nightowl77",
        "",
        "- At last I can stay for the encore. Thank you, whoever counted the empty taxis and drew the right conclusion "
        "from it."}},
      {"the site's own words, before and after",
       {},
       0,
       {"- large image", "",
        "- Kettle Weekly is supported by its audience. When you buy through links on our site, we may earn an "
        "affiliate commission. Find out more",
        "", "= The quiet kettle boils in three minutes and wakes nobody", "",
        "+ Our neighbour did not hear it through the wall, and that is the best that can be said of any kettle at six "
        "in the morning.",
        "",
        "+ It holds one litre and a half, the lid opens with one hand, and the handle stays cool even when the pot is "
        "filled to the mark.",
        "", "- Why trust our tests?", "",
        "- Kettle Weekly has boiled water since 1998. We buy what we test and send nothing back to the makers.", "",
        "- author icon", "", "- Independence", "",
        "- No maker sees a verdict before our readers do, and advertising is sold by people who never enter the "
        "kitchen."}},
      {"agency copy with credits at the foot, wrapped at a column",
       {"Ann Sorrel"},
       1646096400,
       {"= Ferry union and owners meet again", "", "- (Reporting by Ann Sorrel in Stannard; Editing by Joe Pym)",
        "- March 1, 2022 1:00 a.m. GMT", "",
        "+ The union of ferry crews and the owners will meet for a fourth time on Thursday, both said in statements "
        "that differed in little else.",
        "", "+ Crews ask for nine per cent. The owners offer five and a new mess room.", "",
        "- Our Standards: The Sorrel Trust Principles.", "",
        "- Copyright 2022 Bay Wire. This material may not be published, broadcast, rewritten or redistributed."}},
      {"a page title with its site, cookies, tags and an author box",
       {"Lou Tanner"},
       1700000000 - 1700000000 % 86400,
       {"- We use cookies to improve your experience on our website. By continuing you agree to our cookie policy.",
        "- Accept all cookies",
        "",
        "= Old maps show where the river wants to go | Bay Chronicle",
        "",
        "- Posted on November 14, 2023 by Lou Tanner",
        "",
        "+ Every second century the river leaves its bed near Corrow, and surveyors who laid old maps over new ones "
        "believe the time has come.",
        "",
        "+ The dyke was drawn along the bed of 1790, they write, so the water would only return to what it knows.",
        "",
        "- Continue reading below",
        "",
        "+ Farmers in the bend have been offered other fields. Most of them declined, and one has bought a second "
        "boat.",
        "",
        "- Tags: rivers, maps",
        "- Filed under: Environment",
        "",
        "- About the author",
        "- Lou Tanner walks along rivers and writes about them. She lives in a house on stilts with two dogs.",
        "",
        "- Leave a Reply",
        "- Your email address will not be published. Required fields are marked *"}},
  };
}

inline std::vector<NoisyPage> german_pages() {
  return {
      {"German: Anzeige, Lesetipps und Leserkommentare",
       {"Jörg Lahm"},
       1614816000,
       {"- Wirtschaft",
        "",
        "= Glasbläser aus Ostrau findet endlich Lehrlinge",
        "",
        "- Von Jörg Lahm",
        "- 4. März 2021",
        "- Lesezeit: 3 Minuten",
        "",
        "+ Drei Jahre lang suchte die Hütte in Ostrau vergeblich nach Nachwuchs, nun haben sich gleich fünf junge "
        "Leute um die Stelle beworben.",
        "",
        "- Anzeige",
        "",
        "- Lesen Sie auch: Warum das Porzellan wieder gefragt ist",
        "",
        "+ Der Meister führt das auf ein kurzes Video zurück, das seine Tochter beim Blasen einer Kugel aufnahm und an "
        "einem Abend veröffentlichte.",
        "",
        "- Foto: Hütte Ostrau",
        "",
        "+ Im Herbst beginnen zwei von ihnen, die übrigen dürfen an den Samstagen in der Werkstatt helfen.",
        "",
        "- Das könnte Sie auch interessieren",
        "- Ein Dorf sucht seinen Brunnen",
        "",
        "- Newsletter abonnieren",
        "- Auf Facebook teilen",
        "",
        "- Kommentare",
        "- Schreiben Sie einen Kommentar",
        "- Ihre E-Mail-Adresse wird nicht veröffentlicht.",
        "- Glasfreund",
        "",
        "- Ich habe noch eine Vase von dort, sie steht seit vierzig Jahren auf dem Fenster und hat keinen Sprung "
        "bekommen."}},
      {"German: Agenturkürzel, Datum in Ziffern, Quelle am Ende",
       {"dpa"},
       1581638400 + 8 * 3600 + 15 * 60,
       {"= Strandkörbe kehren früher an die Küste zurück", "", "- dpa", "- 14.02.2020, 08:15 Uhr", "", "- Symbolbild",
        "",
        "+ Die Gemeinden an der Küste stellen ihre Strandkörbe in diesem Jahr schon vor Ostern auf, weil der Winter "
        "kaum Sturm gebracht hat.",
        "", "+ Zwei Orte warten lieber ab. Dort hatte das Wasser im vergangenen April noch vierzig Körbe mitgenommen.",
        "", "- Mehr zum Thema", "- Wie ein Strandkorb entsteht", "", "- Quelle: dpa", "- Alle Rechte vorbehalten"}},
  };
}

inline std::vector<NoisyPage> french_and_spanish_pages() {
  return {
      {"French: publicité, à lire aussi, commentaires",
       {"Luc Morel"},
       1620950400,
       {"= La fanfare d’Orbey sauve ses cuivres des eaux",
        "",
        "- Par Luc Morel",
        "- Publié le 14 mai 2021",
        "- Temps de lecture : 2 min",
        "",
        "+ Quand la rivière est montée, les musiciens d’Orbey ont formé une chaîne pour sortir les instruments de la "
        "cave de l’école.",
        "",
        "- Publicité",
        "",
        "- À lire aussi : Le vieux moulin cherche un meunier",
        "",
        "+ Rien n’a été perdu, sauf une grosse caisse que le courant a emportée jusqu’au village voisin, où elle a été "
        "accueillie avec des applaudissements.",
        "",
        "- Crédit photo : Mairie d’Orbey",
        "",
        "+ Le concert de juin aura lieu comme prévu, mais dans le gymnase, dont le sol est plus haut.",
        "",
        "- Inscrivez-vous à notre newsletter pour ne rien manquer.",
        "- Partager sur Facebook",
        "",
        "- 3 commentaires",
        "- Laisser un commentaire",
        "- Mado",
        "",
        "- Bravo à tous, et surtout au tuba qui pesait plus lourd que mon fils quand il est entré dans la fanfare."}},
      {"French: abonnés, sur le même sujet, droits",
       {"AFP"},
       1706572800,
       {"- Accueil", "- Politique", "- Économie", "", "= Les boulangers de Sarlin ouvrent la nuit", "", "- AFP",
        "- 30 janvier 2024", "",
        "+ À Sarlin, deux boulangers se relaient depuis lundi pour servir du pain chaud jusqu’à trois heures, à la "
        "demande de l’hôpital.",
        "",
        "+ Les premières nuits ont été calmes. Les infirmières viennent par deux, et les chauffeurs de taxi apprennent "
        "à se taire.",
        "", "- Sur le même sujet", "- Le blé manque de pluie", "- Un four vieux de deux siècles", "",
        "- Abonnez-vous pour soutenir la rédaction", "- Tous droits réservés"}},
      {"Spanish: publicidad, lee también, boletín, comentarios",
       {"Inés Vidal", "Juan Soto"},
       1659916800,
       {"= El faro de Almenara vuelve a tener farera",
        "",
        "- Por Inés Vidal y Juan Soto",
        "- 8 de agosto de 2022",
        "- Tiempo de lectura: 3 minutos",
        "",
        "- Publicidad",
        "",
        "+ Nadie vivía en el faro desde hacía once años, pero la semana pasada llegó una mujer con tres gatos y las "
        "llaves de la linterna.",
        "",
        "- Lee también: El muelle que nadie quiso pintar",
        "",
        "+ La farera no enciende la luz, que es automática, sino que recibe a las visitas y vigila el nido de los "
        "halcones bajo la cornisa.",
        "",
        "- Foto: Ayuntamiento de Almenara",
        "",
        "+ En septiembre abrirá una pequeña biblioteca sobre naufragios, con un solo sillón y una manta.",
        "",
        "- Suscríbete a nuestro boletín y recibe las noticias en tu correo",
        "- Compartir en WhatsApp",
        "",
        "- Comentarios",
        "- Deja un comentario",
        "- Paco",
        "",
        "- Mi abuelo fue el último farero y me contaba que los gatos mandaban más que él en toda la isla y en el "
        "barco."}},
      {"Spanish: fuente, te puede interesar, derechos",
       {"Redacción"},
       1583193600,
       {"- Deportes", "", "= El equipo de remo de Lareda gana sin timonel", "", "- Por Redacción",
        "- 3 de marzo de 2020", "",
        "+ El timonel perdió el tren, de modo que las ocho remeras de Lareda salieron sin él y ganaron por dos largos, "
        "según el club.",
        "",
        "+ El reglamento lo permite si el peso se reparte, y las chicas llevaron piedras del río en una bolsa de la "
        "compra.",
        "", "- Te puede interesar", "- Un velero hecho con botellas", "", "- Fuente: Club de Remo",
        "- Todos los derechos reservados"}},
  };
}

inline std::vector<NoisyPage> noisy_pages() {
  std::vector<NoisyPage> pages = english_pages();
  for (const auto& more : {german_pages(), french_and_spanish_pages()})
    pages.insert(pages.end(), more.begin(), more.end());
  return pages;
}
