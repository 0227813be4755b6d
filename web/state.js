// What the page shows, as a plain value, and its address. Pure functions: nothing here touches the page.

// Fields that can be filtered by exact value. A value that begins with '-' excludes.
export const valueFields = ['source', 'section', 'byline', 'tag', 'lang'];

const sorts = ['relevance', 'newest', 'oldest'];

// The state of a search page: { q, source: [], section: [], byline: [], tag: [], lang: [], from, to, sort, page }.
// Strings are empty when absent; sort is empty for the order that the server chooses; page counts from 1.
export function readState(parameters) {
  const sort = parameters.get('sort') ?? '';
  const page = Number(parameters.get('page') ?? 1);
  return {
    q: parameters.get('q') ?? '',
    ...Object.fromEntries(valueFields.map((name) => [name, [...new Set(parameters.getAll(name).filter(Boolean))]])),
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
    sort: sorts.includes(sort) ? sort : '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

// The parameters of a state, in a fixed order, without those that say nothing.
export function toParameters(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set('q', state.q);
  for (const name of valueFields) for (const value of state[name]) parameters.append(name, value);
  for (const name of ['from', 'to', 'sort']) if (state[name]) parameters.set(name, state[name]);
  if (state.page > 1) parameters.set('page', state.page);
  return parameters;
}

// Where an address leads: { view: 'article', id, q } or { view: 'search', state }.
export function readPlace(url) {
  const { pathname, searchParams } = new URL(url, 'http://page');
  const id = pathname.startsWith('/articles/') ? decoded(pathname.slice('/articles/'.length)) : '';
  if (id) return { view: 'article', id, q: searchParams.get('q') ?? '' };
  return { view: 'search', state: readState(searchParams) };
}

// The address of a search, and of an article with the words to mark.
export function searchUrl(state) {
  const query = toParameters(state).toString();
  return query ? `/?${query}` : '/';
}
export function articleUrl(id, q) {
  return `/articles/${encodeURIComponent(id)}${q ? `?${new URLSearchParams({ q })}` : ''}`;
}

// A state in which nothing is asked: the start page.
export function isStart(state) {
  return toParameters({ ...state, sort: '', page: 1 }).toString() === '';
}

// Changed copies. Every change of the question goes back to the first page.
export function change(state, changes) {
  return { ...state, page: 1, ...changes };
}
export function withValue(state, name, value) {
  return change(state, { [name]: [...without(state[name], value), value] });
}
export function withoutValue(state, name, value) {
  return change(state, { [name]: without(state[name], value) });
}
export function withoutFilters(state) {
  return change(state, { ...readState(new URLSearchParams()), q: state.q, sort: state.sort });
}

// The filters that are set, each with the state without it: { name, value, excluded, rest }. The date range is one of
// them, named 'published', its value { from, to }.
export function activeFilters(state) {
  const filters = valueFields.flatMap((name) => state[name].map((value) => ({
    name, value: value.replace(/^-/, ''), excluded: value.startsWith('-'), rest: withoutValue(state, name, value),
  })));
  if (state.from || state.to) {
    filters.push({
      name: 'published', value: { from: state.from, to: state.to }, excluded: false,
      rest: change(state, { from: '', to: '' }),
    });
  }
  return filters;
}

// Whether the histogram counts years or months: months when at most four years are in view. `first` and `last` are the
// archive's first and last day ("2020-02-14..."), empty when it has none.
export function histogramUnit(state, first, last) {
  const begin = Math.max(year(state.from) || 0, year(first) || 0);
  const end = Math.min(year(state.to) || Infinity, year(last) || Infinity);
  return begin && end - begin < 4 ? 'month' : 'year';
}

// What is asked of the API for a state.
export function apiParameters(state, unit) {
  const parameters = toParameters(state);
  parameters.set('facets', `source,section,published:${unit}`);
  parameters.set('facet_size', 40);
  parameters.set('snippets', 2);
  return parameters;
}

// A date as the API reads it, as far as it can be told without asking: a year, month, day, or so many days ago.
export function looksLikeDate(text) {
  return /^(\d{4}(-\d\d(-\d\d)?)?|-\d+[dwmy]|today|yesterday)$/.test(text);
}

function year(date) {
  return Number(/^\d{4}/.exec(date ?? '')?.[0]);
}
function without(values, value) {
  return values.filter((each) => each !== value);
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
