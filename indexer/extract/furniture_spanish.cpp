// The Spanish tables.
#include "indexer/extract/furniture.h"

namespace dateline {
namespace {

using Patterns = std::string_view[];

// clang-format off

constexpr Patterns comment_form = {
    "deja un comentario*", "deja tu comentario*", "deje un comentario*", "deje su comentario*",
    "dejar un comentario*", "deja una respuesta*", "dejar una respuesta*", "escribe un comentario*",
    "escribe tu comentario*", "publicar un comentario*", "publicar comentario", "añadir un comentario*",
    "tu dirección de correo electrónico no será publicada*",
    "su dirección de correo electrónico no será publicada*", "su correo electrónico no será publicado*",
    "los campos obligatorios *", "cancelar respuesta", "cancelar la respuesta", "sé el primero en comentar*",
    "sea el primero en comentar*", "inicia sesión para comentar*", "debes iniciar sesión para comentar*",
    "los comentarios están cerrados*", "comentarios cerrados"};

constexpr Patterns comments = {
    "# comentarios", "# comentario", "comentarios", "comentarios (#", "ver comentarios*", "ver los comentarios*",
    "ver # comentarios", "leer comentarios*", "# respuestas", "comenta esta noticia*", "comentar esta noticia*",
    "comentar", "comenta", "únete a la conversación*", "tu opinión nos importa*", "danos tu opinión*", "opina*",
    "qué opinas", "¿qué opinas"};

constexpr Patterns tail = {
    "sobre el autor", "sobre la autora", "sobre los autores", "acerca del autor", "acerca de la autora",
    "quiénes somos", "quienes somos", "sobre nosotros", "acerca de nosotros", "por qué confiar en *",
    "¿por qué confiar en *", "nuestro código ético*", "apoya el periodismo *", "archivado en"};

constexpr Patterns link_list = {
    "noticias relacionadas", "artículos relacionados", "notas relacionadas", "contenido relacionado",
    "entradas relacionadas", "temas relacionados", "relacionado", "relacionados", "relacionadas", "más noticias",
    "más noticias *", "más artículos*", "más leídas", "lo más leído*", "lo más visto*", "lo más comentado",
    "las más leídas", "lo último", "te puede interesar", "te podría interesar", "también te puede interesar",
    "te puede interesar también", "le puede interesar", "también le puede interesar", "te recomendamos",
    "le recomendamos", "recomendados", "recomendado para ti", "recomendadas", "últimas noticias",
    "últimas entradas", "últimos artículos", "más información", "más sobre *", "más en *", "más de *",
    "lee también", "lea también", "leer también", "ver también", "vea también", "no te pierdas", "no se pierda",
    "destacados", "tendencias", "contenido patrocinado", "artículo anterior", "artículo siguiente",
    "noticia anterior", "noticia siguiente"};

constexpr Patterns teaser = {
    "lee también: *", "lee también *", "lea también: *", "lea también *", "leer también: *", "leer más: *",
    "lee más: *", "lea más: *", "lea además: *", "lee además: *", "te puede interesar: *", "te puede interesar *",
    "le puede interesar: *", "también te puede interesar: *", "puede leer: *", "puedes leer: *",
    "más información: *", "ver también: *", "vea también: *", "mira también: *", "mira: *", "video: *", "vídeo: *",
    "relacionado: *", "no te pierdas: *", "en video: *", "en imágenes: *"};

constexpr Patterns line = {
    "compartir", "compartir en *", "compartir esta *", "compartir por *", "comparte", "comparte esta *",
    "comparte este *", "comparte en *", "comparta esta *", "imprimir", "imprimir noticia", "enviar por correo*",
    "enviar por email*", "enviar a un amigo", "copiar enlace", "copiar el enlace", "enlace copiado*",
    "guardar noticia", "tuitear", "síguenos*", "síganos*", "siguenos*", "sigue * en facebook*",
    "sigue * en twitter*", "sigue toda la *", "únete a nuestro canal*", "únete al canal*", "encuéntranos en *",
    "leer más", "leer mas", "leer la noticia *", "lee la nota *", "lee la noticia *", "seguir leyendo*",
    "sigue leyendo*", "continúa leyendo*", "continuar leyendo*", "ver más", "saber más", "haz clic aquí*",
    "haga clic aquí*", "pulsa aquí*", "publicidad", "- publicidad -", "anuncio", "anuncios", "patrocinado",
    "contenido patrocinado por *", "ir al contenido*", "saltar al contenido*", "volver arriba", "ir arriba",
    "volver al inicio", "ampliar foto", "ampliar imagen", "ver galería*", "galería de fotos", "fotogalería*",
    "escuchar artículo", "escucha esta noticia*", "escuchar noticia*", "descarga la app*", "descarga nuestra app*"};

constexpr Patterns notices = {
    "suscríbete*", "suscríbase*", "suscribirse*", "suscribirme*", "suscribete*", "recibe *boletín*",
    "recibe * en tu correo*", "recibe * en tu bandeja*", "reciba * en su correo*", "recibe las noticias *",
    "regístrate*", "regístrese*", "apúntate a *", "apúntate *newsletter*", "apúntate *boletín*",
    "introduce tu correo*", "introduce tu email*", "ingresa tu correo*", "tu correo electrónico", "tu email",
    "su correo electrónico", "nuestro boletín", "boletín", "boletines", "newsletter",
    "este sitio *utiliza cookies*", "esta web utiliza *cookies*", "este sitio *usa cookies*", "utilizamos cookies*",
    "usamos cookies*", "aceptar cookies", "aceptar todas*", "al registrarte*", "al suscribirte*",
    "al hacer clic en *", "*podemos recibir una comisión*", "*enlaces de afiliad*",
    "contenido exclusivo para suscriptores*", "este contenido es exclusivo *", "¿ya eres suscriptor*",
    "ya eres suscriptor*"};

constexpr Patterns rights = {
    "*todos los derechos reservados", "todos los derechos reservados. *", "todos los derechos reservados ©*",
    "*prohibida su reproducción*", "prohibida la reproducción*", "queda prohibida *reproducción*", "aviso legal",
    "política de privacidad", "política de cookies", "términos y condiciones",
    "este artículo fue publicado originalmente *", "esta nota fue publicada originalmente *",
    "publicado originalmente *", "la entrada * se publicó primero en *", "la entrada * apareció primero en *"};

constexpr Patterns captions = {
    "foto: *", "fotos: *", "foto de *", "imagen: *", "imágenes: *", "fotografía: *", "fotografía de *",
    "crédito: *", "créditos: *", "crédito de *", "imagen de archivo*", "foto de archivo*", "imagen referencial*",
    "foto referencial*", "ilustración: *", "gráfico: *", "foto cortesía*", "foto / *", "© efe*", "efe/*"};

constexpr Patterns caption_ends = {
    "*(foto: *", "* foto: *", "*(imagen: *", "*/efe", "*/ efe", "*(efe", "*(archivo", "*(fotografía: *",
    "*(cortesía *"};

constexpr Patterns data = {
    "tiempo de lectura*", "lectura de # min*", "# min de lectura", "# minutos de lectura", "hace # horas",
    "hace # hora", "hace # minutos", "hace # días", "hace # día", "etiquetas: *", "etiquetas", "temas: *",
    "categorías: *", "categoría: *", "archivado en: *", "publicado en *", "publicado en: *", "publicado",
    "actualizado", "por admin", "solo para suscriptores", "exclusivo suscriptores"};

constexpr Patterns credits = {
    "fuente: *", "fuentes: *", "con información de *", "con informes de *", "traducción: *", "traducido por *",
    "edición: *", "editado por *", "vía: *"};

constexpr Patterns editor_notes = {
    "nota del editor*: *", "nota de la redacción*", "nota de redacción*", "nota de la editora: *"};

constexpr Patterns companions = {
    "inicio", "portada", "iniciar sesión", "cerrar sesión", "buscar", "búsqueda", "menú", "enviar", "responder",
    "respuesta", "comentario", "denunciar", "cerrar", "política", "economía", "mundo", "sociedad", "cultura",
    "deportes", "ciencia", "salud", "opinión", "tecnología", "nombre", "invitado", "más recientes", "más antiguos",
    "más valorados", "siguiente", "anterior", "autor", "contacto", "suscripción", "más", "noticias", "videos",
    "vídeos", "tiempo", "servicios", "registro"};

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

std::span<const FurnitureGroup> spanish_furniture() { return groups; }

}  // namespace dateline
