// From answers of the API to what stands on the page: results, the start page, an article.
import { el, joined, marked } from './dom.js';
import { activeFilters, articleUrl, asking, change, searchUrl, withoutFilters } from './state.js';
import {
  articles, fieldNames, language, number, pageOf, places, sortNames, sources, span, texts, time, total, words,
} from './texts.js';

// A link to a search, after which focus goes to the heading of what it found.
export const searchLink = (state, text, attributes = {}) => el('a',
  { href: searchUrl(state), 'data-focus': 'heading', dir: 'auto', ...attributes }, text);

// Everything of the results column.
export function results(state, answer) {
  return [
    el('div', { class: 'summary' },
      el('h1', { id: 'heading', tabindex: -1 },
        total(answer), state.q && [' for ', el('q', { dir: 'auto' }, state.q)], el('span', {}, pageOf(answer))),
      el('p', { class: 'took' }, `in ${number(answer.took_ms)} ms`),
      answer.total > 1 && order(state, answer)),
    chips(state),
    answer.suggestion && suggestion(state, answer.suggestion),
    notices(answer),
    answer.hits.length ? list(state.q, answer) : nothing(state, answer.ways_out),
    answer.pages > 1 && pages(state, answer),
  ];
}

// Kicker and headline of an article, linked; `level` is the heading's.
function headline(q, each, level) {
  return [
    each.section && el('p', { class: 'kicker', dir: 'auto' }, each.section),
    el(`h${level}`, { dir: 'auto' },
      el('a', { href: articleUrl(each.id, q), 'data-key': each.id, 'data-focus': 'heading' }, title(each))),
    credit(each, each.byline.filter((name) => name !== each.source).join(', ')),
  ];
}

const title = (each) => (each.highlights?.title ? marked(each.highlights.title.html) : each.title);

// Source, byline and date on one line.
function credit(each, byline) {
  const source = each.source && el('span', { class: 'source' }, each.source);
  const parts = [source, byline && el('span', {}, byline), time(each.published)].filter(Boolean);
  return parts.length > 0 && el('p', { class: 'credit', dir: 'auto' }, joined(parts, ' '));
}

const passages = (each) => each.highlights.body.map(
  ({ html }) => el('p', { class: 'passage', dir: 'auto' }, marked(html)));

function order(state, answer) {
  const names = Object.keys(sortNames).slice(state.q ? 0 : 1);
  const current = state.sort || answer.sort || names[0];
  return el('ul', { class: 'order', 'aria-label': 'Order' }, names.map((name) => el('li', {},
    searchLink(change(state, { sort: name === names[0] ? '' : name }), sortNames[name],
      { 'aria-current': name === current && 'true', 'data-key': `sort ${name}`, 'data-focus': null }))));
}

function chips(state) {
  const filters = activeFilters(state);
  return filters.length > 0 && el('ul', { class: 'chips', 'aria-label': 'Filters that are set' },
    filters.map((filter) => el('li', {}, searchLink(filter.rest, chip(filter), { class: 'chip', dir: null }))),
    filters.length > 1 && el('li', {}, searchLink(withoutFilters(state), 'Remove all')));
}

function chip({ name, value, excluded, ...dates }) {
  const shown = name === 'published' ? span(dates) : name === 'lang' ? language(value) : value;
  return [el('span', { class: 'unseen' }, 'Remove the filter '),
    el('span', { class: 'field' }, `${fieldNames[name]}${excluded ? ', not' : ''}: `), el('bdi', {}, shown),
    el('span', { class: 'cross', 'aria-hidden': 'true' }, '×')];
}

function suggestion(state, { q, html }) {
  return el('p', { class: 'suggestion' }, 'Did you mean ', searchLink(change(state, { q }), marked(html, 'strong')), '?');
}

function notices({ warnings, partial, query }) {
  const notes = new Set(warnings.map((warning) => warning.detail));
  if (warnings.length && query.interpreted && query.interpreted !== query.q) notes.add(`The search was read as: ${query.interpreted}`);
  if (partial) notes.add(texts.partial);
  return notes.size > 0 && el('div', { class: 'notice' }, [...notes].map((note) => el('p', { dir: 'auto' }, note)));
}

function list(q, answer) {
  return el('ol', { class: 'hits', start: (answer.page - 1) * answer.per_page + 1 },
    answer.hits.map((each) => el('li', { class: 'hit', lang: each.lang }, headline(q, each, 2), passages(each), lacks(each))));
}

const lacks = ({ missing }) => missing && el('p', { class: 'took', dir: 'auto' }, 'Without ',
  joined(missing.map((word) => el('s', {}, word)), ', '));

function nothing(state, ways) {
  const filtered = activeFilters(state).length > 0;
  return el('div', { class: 'nothing' },
    el('p', {}, filtered ? texts.noneFiltered : /\S\s+\S/.test(state.q) ? texts.noneOfAll : texts.noneAtAll),
    ways.length > 0 && el('ul', {}, ways.map((way) => el('li', { dir: 'auto' }, way.detail, ' ', searchLink(
      change(state, { q: way.q, ...Object.fromEntries(way.without.map((name) => [name, ''])) }), articles(way.total))))),
    el('p', {}, texts.advice));
}

function pages(state, { page, pages: last }) {
  const link = (to, text, attributes) => searchLink({ ...state, page: to }, text, attributes);
  const wanted = [...new Set([1, page - 1, page, page + 1, last])].filter((each) => each >= 1 && each <= last);
  return el('nav', { class: 'pages', 'aria-label': 'Pages of results' },
    el('ol', {}, wanted.map((each, index) => [
      index > 0 && each - wanted[index - 1] > 1 && el('li', { class: 'gap' }, '…'),
      el('li', {}, link(each, number(each),
        { 'aria-label': `Page ${number(each)}`, 'aria-current': each === page && 'page' })),
    ])),
    el('p', { class: 'steps' },
      page > 1 && link(page - 1, 'Previous', { rel: 'prev' }), page < last && link(page + 1, 'Next', { rel: 'next' })));
}

// The start page: what is in the archive (`stats`, of the API), three searches that work on it, the newest headlines.
export function start(stats, newest) {
  const [lead, ...others] = newest.hits;
  return [
    el('h1', { class: 'unseen', id: 'heading', tabindex: -1 }, 'Search the archive'),
    lead && el('p', { class: 'tries' }, 'Try ', examples(newest.hits).map((q) => searchLink(asking({ q }), q))),
    facts(stats),
    lead ? el('section', { class: 'front', 'aria-labelledby': 'newest' },
      el('h2', { id: 'newest', class: 'label' }, 'Newest in the archive'),
      el('div', { class: 'lead hit', lang: lead.lang }, headline('', lead, 3), passages(lead)),
      el('ol', { class: 'brief' }, others.map((each) => el('li', { class: 'hit', lang: each.lang },
        headline('', each, 3)))))
      : el('p', { class: 'nothing' }, texts.empty),
  ];
}

function facts(stats) {
  const rows = {
    'In the archive': articles(stats.articles), From: sources(stats.sources.length),
    First: time(stats.first_published), Last: time(stats.last_published), Indexed: time(stats.indexed_at),
  };
  return definitions('facts', rows);
}

// <dl> of the rows that have a value.
function definitions(name, rows) {
  return el('dl', { class: name }, Object.entries(rows).map(([term, value]) => value && el('div', {},
    el('dt', {}, term), el('dd', {}, value))));
}

// Queries that find something in any archive, since they are taken from `hits`: a word, a phrase, a name.
function examples(hits) {
  const titles = hits.map((each) => each.title);
  const word = titles.join(' ').match(/[\p{Lu}\p{Ll}]{5,13}/gu)?.sort((a, b) => b.length - a.length)[0];
  const phrase = titles.map((each) => /[\p{Lu}\p{Ll}]{5,} [\p{Lu}\p{Ll}]{5,}/u.exec(each)).find(Boolean);
  const name = hits.flatMap((each) => each.byline)[0];
  return [word, phrase && `"${phrase}"`, name && `byline:"${name.replaceAll('"', '')}"`].filter(Boolean);
}

// One article, set like a newspaper page.
export function article(each) {
  const { byline = [], body = [] } = each.highlights ?? {};
  const { lang } = each;
  const marks = JSON.stringify(each.highlights ?? '').split('<mark>').length - 1;
  return [
    el('header', { lang },
      each.section && el('p', { class: 'kicker', dir: 'auto' }, each.section),
      el('h1', { id: 'heading', tabindex: -1, dir: 'auto' }, title(each)),
      each.byline.length > 0 && el('p', { class: 'byline', dir: 'auto' }, 'By ', joined(each.byline.map((name, index) => el(
        'b', {}, byline[index] ? marked(byline[index].html) : name)), ', ')),
      credit(each)),
    marks > 0 && el('div', { class: 'marks' },
      step(-1, 'Previous'), el('span', {}, places(marks)), step(1, 'Next')),
    el('div', { class: 'sheet' },
      el('div', { class: 'text', lang }, each.body.map((text, index) => el('p', { dir: 'auto' },
        body[index] ? marked(body[index].html) : text))),
      el('aside', { 'aria-label': 'About this article' }, about(each))),
  ];
}

// To the mark before or behind.
const step = (by, text) => el('button', { type: 'button', 'data-step': by, 'data-key': text }, text);

export function backLink(q, href) {
  return el('p', { class: 'back' }, el('a', { href, 'data-back': true },
    q ? ['Back to results for ', el('q', { dir: 'auto' }, q)] : 'Back to the archive'));
}

function about(each) {
  const links = (name, values) => values.length > 0 && joined(
    values.map((value) => searchLink(asking({ [name]: [value] }), value)), ', ');
  const rows = {
    [fieldNames.source]: each.source && links('source', [each.source]),
    [fieldNames.section]: each.section && links('section', [each.section]),
    [fieldNames.byline]: links('byline', each.byline),
    [fieldNames.published]: time(each.published) ?? 'Not known',
    Updated: time(each.updated),
    [fieldNames.lang]: each.lang && language(each.lang),
    Length: words(each.words),
    Tags: links('tag', each.tags),
    Original: each.url && original(each.url),
  };
  return definitions('about', rows);
}

// A link only where the address is one of the web: anything else that an article names stays text.
function original(address) {
  const host = /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1];
  return host ? el('a', { href: address, rel: 'noreferrer external', target: '_blank' }, host) : el('bdi', {}, address);
}
