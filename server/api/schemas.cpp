// What answers look like, as JSON Schema 2020-12. A test holds the answers of search_json.h against it.
#include "server/api/openapi.h"

namespace dateline {
namespace {

constexpr std::string_view kSchemas = R"json({
"Marked": {
  "type": "object", "additionalProperties": false, "required": ["html", "text"],
  "properties": {
    "html": {"type": "string", "description": "escaped text with <mark> and nothing else"},
    "text": {"type": "string", "description": "the same without marks"}}},
"Passage": {
  "type": "object", "additionalProperties": false, "required": ["html", "text", "paragraph"],
  "properties": {
    "html": {"type": "string"}, "text": {"type": "string"},
    "paragraph": {"type": "integer", "minimum": 0, "description": "index of the paragraph in the body, from 0"}}},
"Time": {
  "type": ["string", "null"],
  "description": "RFC 3339 with offset; a plain date when only the day is known; null when nobody knows"},
"Highlights": {
  "type": "object", "additionalProperties": false, "required": ["title", "byline", "body"],
  "properties": {
    "title": {"$ref": "#/components/schemas/Marked"},
    "byline": {"type": "array", "items": {"$ref": "#/components/schemas/Marked"}},
    "body": {"type": "array", "items": {"$ref": "#/components/schemas/Passage"}}}},
"PublicationStatus": {"type": "string", "enum": ["usable", "corrected", "withheld", "canceled"]},
"Copies": {
  "type": "object", "additionalProperties": false, "required": ["count", "sources", "ids"],
  "description": "articles that are copies of one text; of hits only with group=copies",
  "properties": {
    "count": {"type": "integer", "minimum": 1, "description": "this one included"},
    "sources": {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}},
    "ids": {"type": "array", "items": {"type": "string"}, "description": "of the others, at most 20"}}},
"Hit": {
  "type": "object", "additionalProperties": false, "required": ["id", "score"],
  "properties": {
    "id": {"type": "string"},
    "url": {"type": ["string", "null"]},
    "title": {"type": "string"},
    "byline": {"type": "array", "items": {"type": "string"}},
    "source": {"type": ["string", "null"]},
    "section": {"type": ["string", "null"]},
    "published": {"$ref": "#/components/schemas/Time"},
    "updated": {"$ref": "#/components/schemas/Time"},
    "lang": {"type": ["string", "null"], "description": "BCP 47 primary subtag"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "persons": {"type": "array", "items": {"type": "string"}, "description": "as the source's mark-up names them; so orgs and places"},
    "orgs": {"type": "array", "items": {"type": "string"}},
    "places": {"type": "array", "items": {"type": "string"}},
    "words": {"type": "integer", "minimum": 0},
    "status": {"$ref": "#/components/schemas/PublicationStatus"},
    "version": {"type": ["string", "null"], "description": "as the source counts"},
    "copies": {"$ref": "#/components/schemas/Copies"},
    "body": {"type": "array", "items": {"type": "string"}, "description": "paragraphs; only when fields asks for it"},
    "score": {"type": ["number", "null"]},
    "missing": {"type": "array", "items": {"type": "string"}, "description": "words of the query that it lacks; only when the query was relaxed"},
    "highlights": {"$ref": "#/components/schemas/Highlights"},
    "explanation": {
      "type": "array", "description": "only with explain=true",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["part", "score"],
        "properties": {"part": {"type": "string"}, "score": {"type": ["number", "null"]}}}}}},
"FacetValue": {
  "type": "object", "additionalProperties": false, "required": ["value", "count"],
  "properties": {"value": {"type": "string"}, "count": {"type": "integer", "minimum": 0}}},
"Facet": {
  "type": "object", "additionalProperties": false, "required": ["values", "other", "exact"],
  "properties": {
    "values": {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}},
    "other": {"type": "integer", "minimum": 0,
              "description": "matches in none of the values; for a histogram those without a date"},
    "exact": {"type": "boolean"}}},
"Warning": {
  "type": "object", "additionalProperties": false, "required": ["code", "detail", "position"],
  "properties": {
    "code": {"type": "string"}, "detail": {"type": "string"},
    "position": {"type": "integer", "minimum": 0, "description": "byte offset in q"}}},
"Suggestion": {
  "type": ["object", "null"], "additionalProperties": false, "required": ["q", "html", "used"],
  "properties": {
    "q": {"type": "string"},
    "html": {"type": "string", "description": "escaped, the changed words in <mark>"},
    "used": {"type": "boolean", "description": "true: these are the hits of the suggested query"}}},
"WayOut": {
  "type": "object", "additionalProperties": false, "required": ["code", "detail", "q", "without", "total"],
  "properties": {
    "code": {"enum": ["correction", "without_word", "without_phrase", "without_value", "without_dates", "without_group", "without_not",
                      "without_filter", "as_words", "any_word"]},
    "detail": {"type": "string", "description": "one sentence: what stands in the way"},
    "q": {"type": "string", "description": "to ask instead"},
    "without": {"type": "array", "items": {"type": "string"}, "description": "parameters to leave out"},
    "total": {"type": "integer", "minimum": 1, "description": "what it finds, at least"}}},
"SearchAnswer": {
  "type": "object", "additionalProperties": false,
  "required": ["query", "total", "total_relation", "sort", "page", "per_page", "pages", "took_ms", "revision", "partial", "relaxed",
               "suggestion", "ways_out", "warnings", "hits", "facets"],
  "properties": {
    "query": {
      "type": "object", "additionalProperties": false, "required": ["q", "interpreted", "terms", "aliases"],
      "properties": {
        "q": {"type": "string"},
        "interpreted": {"type": "string", "description": "how q was read, itself a query that means the same"},
        "terms": {"type": "array", "items": {"type": "string"}},
        "aliases": {"type": "array", "description": "what was looked for besides because it means the same", "items": {
          "type": "object", "additionalProperties": false, "required": ["typed", "also"],
          "properties": {"typed": {"type": "string"}, "also": {"type": "array", "items": {"type": "string"}}}}}}},
    "total": {"type": "integer", "minimum": 0},
    "total_relation": {"enum": ["eq", "gte"], "description": "gte: counting stopped at the bound"},
    "sort": {"enum": ["relevance", "newest", "oldest"], "description": "the order that was used"},
    "page": {"type": "integer", "minimum": 1},
    "per_page": {"type": "integer", "minimum": 1},
    "pages": {"type": "integer", "minimum": 0, "description": "pages that can be asked for"},
    "took_ms": {"type": "number"},
    "revision": {"type": "string"},
    "partial": {"type": "boolean", "description": "true: the time limit cut it short"},
    "relaxed": {"type": "boolean", "description": "true: some of the hits, or all, lack some of the words"},
    "with_all_words": {"type": "integer", "minimum": 0, "description": "only when relaxed: hits that have all; they come first"},
    "suggestion": {"$ref": "#/components/schemas/Suggestion"},
    "ways_out": {"type": "array", "items": {"$ref": "#/components/schemas/WayOut"},
                 "description": "searches that find something where this one found nothing; empty when it did"},
    "warnings": {"type": "array", "items": {"$ref": "#/components/schemas/Warning"}},
    "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
    "facets": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Facet"}}}},
"Article": {
  "type": "object", "additionalProperties": false, "required": ["id", "revision"],
  "properties": {
    "id": {"type": "string"},
    "url": {"type": ["string", "null"]},
    "title": {"type": "string"},
    "byline": {"type": "array", "items": {"type": "string"}},
    "source": {"type": ["string", "null"]},
    "section": {"type": ["string", "null"]},
    "published": {"$ref": "#/components/schemas/Time"},
    "updated": {"$ref": "#/components/schemas/Time"},
    "lang": {"type": ["string", "null"]},
    "tags": {"type": "array", "items": {"type": "string"}},
    "persons": {"type": "array", "items": {"type": "string"}},
    "orgs": {"type": "array", "items": {"type": "string"}},
    "places": {"type": "array", "items": {"type": "string"}},
    "words": {"type": "integer", "minimum": 0},
    "status": {"$ref": "#/components/schemas/PublicationStatus"},
    "version": {"type": ["string", "null"]},
    "copies": {"$ref": "#/components/schemas/Copies"},
    "copyright": {"type": ["string", "null"]},
    "status_note": {"type": ["string", "null"], "description": "why it was corrected, in the publisher's words"},
    "versions": {
      "type": "array", "description": "the newest first; empty when there is only one",
      "items": {
        "type": "object", "additionalProperties": false,
        "required": ["id", "version", "title", "published", "updated", "status", "current"],
        "properties": {
          "id": {"type": "string"},
          "version": {"type": ["string", "null"], "description": "for the parameter version; a time where the source does not count"},
          "title": {"type": "string"},
          "published": {"$ref": "#/components/schemas/Time"},
          "updated": {"$ref": "#/components/schemas/Time"},
          "status": {"$ref": "#/components/schemas/PublicationStatus"},
          "current": {"type": "boolean", "description": "the one that searches find"}}}},
    "superseded_by": {"type": "string", "description": "only of an older version: the id under which the newest is found"},
    "ledger": {
      "type": "array", "description": "what of the source is not searched, and why; only when fields asks for it",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["reason", "line", "text"],
        "properties": {"reason": {"type": "string"}, "line": {"type": ["integer", "null"]}, "text": {"type": "string"}}}},
    "body": {"type": "array", "items": {"type": "string"}},
    "highlights": {
      "type": "object", "additionalProperties": false, "required": ["title", "byline", "body"],
      "properties": {
        "title": {"$ref": "#/components/schemas/Marked"},
        "byline": {"type": "array", "items": {"$ref": "#/components/schemas/Marked"}},
        "body": {"type": "array", "items": {"$ref": "#/components/schemas/Marked"}}}},
    "revision": {"type": "string"}}},
"SuggestAnswer": {
  "type": "object", "additionalProperties": false, "required": ["q", "suggestions", "took_ms", "revision", "partial"],
  "properties": {
    "q": {"type": "string"},
    "suggestions": {
      "type": "array",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["kind", "text", "html", "count"],
        "properties": {
          "kind": {"enum": ["word", "name", "section", "tag", "source", "title"]},
          "text": {"type": "string", "description": "as it is written"},
          "html": {"type": "string", "description": "the same, escaped, what was typed of it in <mark>"},
          "q": {"type": "string", "description": "the query to run; of all kinds but title"},
          "id": {"type": "string", "description": "of a title: the article to show"},
          "count": {"type": "integer", "minimum": 1, "description": "articles that have it; behind other words, those among the first 128 with these"}}}},
    "took_ms": {"type": "number"},
    "revision": {"type": "string"},
    "partial": {"type": "boolean", "description": "true: the time limit cut it short"}}},
"RelatedAnswer": {
  "type": "object", "additionalProperties": false, "required": ["articles", "took_ms", "revision", "partial"],
  "properties": {
    "articles": {
      "type": "array", "description": "the most alike first; empty when nothing is alike enough",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["id", "score", "shared"],
        "properties": {
          "id": {"type": "string"},
          "url": {"type": ["string", "null"]},
          "title": {"type": "string"},
          "byline": {"type": "array", "items": {"type": "string"}},
          "source": {"type": ["string", "null"]},
          "section": {"type": ["string", "null"]},
          "published": {"$ref": "#/components/schemas/Time"},
          "updated": {"$ref": "#/components/schemas/Time"},
          "lang": {"type": ["string", "null"]},
          "tags": {"type": "array", "items": {"type": "string"}},
          "persons": {"type": "array", "items": {"type": "string"}},
          "orgs": {"type": "array", "items": {"type": "string"}},
          "places": {"type": "array", "items": {"type": "string"}},
          "words": {"type": "integer", "minimum": 0},
          "status": {"$ref": "#/components/schemas/PublicationStatus"},
          "version": {"type": ["string", "null"]},
          "score": {"type": "number", "minimum": 0, "maximum": 1, "description": "how alike they are"},
          "shared": {"type": "array", "items": {"type": "string"}, "description": "words that both have, the most telling first"}}}},
    "took_ms": {"type": "number"},
    "revision": {"type": "string"},
    "partial": {"type": "boolean"}}},
"Stats": {
  "type": "object", "additionalProperties": false,
  "required": ["articles", "sources", "first_published", "last_published", "indexed_at", "revision", "last_run"],
  "properties": {
    "articles": {"type": "integer", "minimum": 0},
    "sources": {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}},
    "first_published": {"$ref": "#/components/schemas/Time"},
    "last_published": {"$ref": "#/components/schemas/Time"},
    "indexed_at": {"$ref": "#/components/schemas/Time"},
    "revision": {"type": "string"},
    "last_run": {"type": ["object", "null"], "description": "what the last run of dateline-index reported"}}},
"JsonFeed": {
  "type": "object", "additionalProperties": false, "description": "JSON Feed 1.1",
  "required": ["version", "title", "home_page_url", "feed_url", "_dateline", "items"],
  "properties": {
    "version": {"type": "string"},
    "title": {"type": "string"},
    "home_page_url": {"type": "string"},
    "feed_url": {"type": "string"},
    "next_url": {"type": "string"},
    "_dateline": {
      "type": "object", "additionalProperties": false, "required": ["about", "total", "total_relation", "page", "per_page", "pages", "partial"],
      "properties": {
        "about": {"type": "string", "description": "this document"},
        "total": {"type": "integer", "minimum": 0},
        "total_relation": {"type": "string", "enum": ["eq", "gte"]},
        "page": {"type": "integer", "minimum": 1},
        "per_page": {"type": "integer", "minimum": 1},
        "pages": {"type": "integer", "minimum": 1, "description": "those that can be asked for"},
        "partial": {"type": "boolean", "description": "the time limit cut it short"},
        "first_url": {"type": "string"},
        "previous_url": {"type": "string"},
        "last_url": {"type": "string"}}},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/JsonFeedItem"}}}},
"JsonFeedItem": {
  "type": "object", "additionalProperties": false, "required": ["id", "url", "title", "content_text", "authors", "tags", "_dateline"],
  "properties": {
    "id": {"type": "string", "description": "stays when the server moves"},
    "url": {"type": "string", "description": "of the article on this server"},
    "external_url": {"type": "string", "description": "at its source"},
    "title": {"type": "string"},
    "content_text": {"type": "string", "description": "a passage; the title where none was asked for"},
    "summary": {"type": "string"},
    "date_published": {"type": "string"},
    "date_modified": {"type": "string"},
    "authors": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}},
    "tags": {"type": "array", "items": {"type": "string"}, "description": "the section and the tags"},
    "language": {"type": "string"},
    "_dateline": {
      "type": "object", "additionalProperties": false, "required": ["id", "published", "updated", "source", "section", "words"],
      "properties": {
        "id": {"type": "string"},
        "published": {"$ref": "#/components/schemas/Time"},
        "updated": {"$ref": "#/components/schemas/Time"},
        "source": {"type": ["string", "null"]},
        "section": {"type": ["string", "null"]},
        "words": {"type": "integer", "minimum": 0}}}}},
"OpenSearchSuggestions": {
  "type": "array", "description": "what was typed, completions, descriptions, addresses",
  "prefixItems": [{"type": "string"}, {"type": "array"}, {"type": "array"}, {"type": "array"}]},
"Status": {
  "type": "object", "additionalProperties": false, "required": ["status"],
  "properties": {"status": {"type": "string"}, "revision": {"type": "string"}}},
"Document": {"type": "object", "description": "an OpenAPI 3.1 document"},
"Problem": {
  "type": "object", "additionalProperties": false,
  "required": ["type", "title", "status", "detail", "code", "parameter", "position", "request_id"],
  "properties": {
    "type": {"type": "string", "format": "uri-reference"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "code": {"type": "string"},
    "parameter": {"type": ["string", "null"]},
    "position": {"type": ["integer", "null"], "description": "byte offset in the parameter's value"},
    "request_id": {"type": "string"}}}
})json";

}  // namespace

std::string_view schemas_json() { return kSchemas; }

}  // namespace dateline
