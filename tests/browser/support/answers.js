// Answers of the API for tests that make them up.
export function answer(hits, more = {}) {
  return {
    query: { q: '', interpreted: '', terms: [] }, total: hits.length, total_relation: 'eq', sort: 'relevance', page: 1,
    per_page: 10, pages: 1, took_ms: 1, revision: 'r', partial: false, suggestion: null, ways_out: [], warnings: [],
    hits: hits.map(hit), facets: {}, ...more,
  };
}

function hit(fields) {
  const { title = 'Headline', passage = 'Passage' } = fields;
  return {
    id: 'id', url: null, byline: [], source: null, section: null, published: null, updated: null, lang: 'en', tags: [],
    words: 10, score: 1, ...fields, title,
    highlights: { title: { html: title, text: title }, byline: [], body: [{ html: passage, text: passage, paragraph: 0 }] },
  };
}
