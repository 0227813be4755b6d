// What the page shows, as a plain value, and its address. Pure functions.

// Fields that can be filtered by exact value. A value that begins with '-' excludes.
const valueFields = ['source', 'section', 'byline', 'tag', 'lang'];

// The state of a search: { q, source: [], section: [], byline: [], tag: [], lang: [], from, to, sort, page }. Strings are
// empty when absent; without a sort the server chooses; page counts from 1.
export function readState(parameters) {
  const text = (name) => parameters.get(name) ?? '';
  const page = Number(text('page'));
  const state = {
    q: text('q'), from: text('from'), to: text('to'),
    sort: ['relevance', 'newest', 'oldest'].includes(text('sort')) ? text('sort') : '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
  for (const name of valueFields) state[name] = [...new Set(parameters.getAll(name).filter(Boolean))];
  return state;
}

// A state that asks nothing but `changes`.
export const asking = (changes) => ({ ...readState(new URLSearchParams()), ...changes });

// In a fixed order, without what says nothing.
export function toParameters(state) {
  const parameters = new URLSearchParams();
  for (const name of ['q', ...valueFields, 'from', 'to', 'sort']) {
    for (const value of [state[name]].flat()) if (value) parameters.append(name, value);
  }
  if (state.page > 1) parameters.set('page', state.page);
  return parameters;
}

// Where an address leads: { view: 'article', id, q }, or { view: 'search' or 'start', state, q }.
export function readPlace(url) {
  const { pathname, searchParams } = new URL(url, 'http://page');
  const id = /^\/articles\/(.+)/.exec(pathname)?.[1];
  const state = readState(searchParams);
  if (id) return { view: 'article', id: decoded(id), q: state.q };
  const nothing = !toParameters({ ...state, sort: '', page: 1 }).toString();
  return { view: nothing ? 'start' : 'search', state, q: state.q };
}

export const searchUrl = (state) => `/?${toParameters(state)}`.replace(/\?$/, '');
export const articleUrl = (id, q) => `/articles/${encodeURIComponent(id)}${q ? `?${new URLSearchParams({ q })}` : ''}`;

// Changed copies. Every change of the question goes back to the first page.
export const change = (state, changes) => ({ ...state, page: 1, ...changes });
export const withoutFilters = (state) => asking({ q: state.q, sort: state.sort });
export function toggled(state, name, value, on) {
  const others = state[name].filter((each) => each !== value);
  return change(state, { [name]: on ? [...others, value] : others });
}

// The filters that are set, with the state without each: { name, value, excluded, rest }, and { name: 'published', from, to,
// rest } for the dates.
export function activeFilters(state) {
  const filters = valueFields.flatMap((name) => state[name].map((value) => (
    { name, value: value.replace(/^-/, ''), excluded: value[0] === '-', rest: toggled(state, name, value, false) })));
  const { from, to } = state;
  if (from || to) filters.push({ name: 'published', from, to, rest: change(state, { from: '', to: '' }) });
  return filters;
}

// What the histogram counts by: months when at most four years are in view. `first`, `last`: the archive's days, or null.
export function histogramUnit(state, first, last) {
  const year = (date, otherwise) => Number(/^\d{4}/.exec(date)?.[0] ?? otherwise);
  const begin = Math.max(year(state.from, 0), year(first, 0));
  return Math.min(year(state.to, Infinity), year(last, Infinity)) - begin < 4 ? 'month' : 'year';
}

export function apiUrl(state, unit) {
  return `/api/v1/search?${toParameters(state)}&facets=source,section,published:${unit}&facet_size=40&snippets=2`
    .replace('?&', '?');
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
