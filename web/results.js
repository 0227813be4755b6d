// The results of a search: heading, chips, notices, the list, and the pages.
import { el, joined, marked } from './dom.js';
import { language, milliseconds, number, time } from './format.js';
import { activeFilters, articleUrl, change, isStart, searchUrl, withoutFilters } from './state.js';
import { fieldNames, sortNames, span, texts, total } from './texts.js';

// Everything of the results column. `ways`: what else would find something, for an answer without hits:
// [{ text, state }].
export function results(state, answer, ways = []) {
  return [
    el('div', { class: 'summary' },
      el('h1', { id: 'heading', tabindex: -1 }, headline(state, answer)),
      el('p', { class: 'took' }, `in ${milliseconds(answer.took_ms)} ms`),
      answer.total > 1 && order(state, answer)),
    chips(state),
    suggestion(state, answer),
    notices(answer),
    answer.hits.length ? list(state.q, answer) : nothing(state, ways),
    answer.pages > 1 && pages(state, answer),
  ];
}

// One article as headline and passages; `level` is the heading's.
export function hit(q, each, level = 2) {
  return el('div', { class: 'hit', lang: each.lang || null },
    each.section && el('p', { class: 'kicker', dir: 'auto' }, each.section),
    el(`h${level}`, { dir: 'auto' },
      el('a', { href: articleUrl(each.id, q), 'data-key': `article ${each.id}` }, headlineOf(each))),
    credit(each),
    passages(each));
}

// Source, byline and date on one line.
export function credit(each) {
  const parts = [
    each.source && el('span', { class: 'source' }, each.source),
    each.byline?.length > 0 && el('span', {}, each.byline.join(', ')),
    time(each.published),
  ].filter(Boolean);
  return parts.length > 0 && el('p', { class: 'credit', dir: 'auto' }, joined(parts, ' · '));
}

export function headlineOf(each) {
  const html = each.highlights?.title?.html;
  if (html) return marked(html);
  return each.title || texts.noHeadline;
}

export function passages(each) {
  return (each.highlights?.body ?? []).map((passage) => el('p', { class: 'passage', dir: 'auto' }, marked(passage.html)));
}

// What to say, and offer, when nothing could be shown.
export function failed({ title, detail, again }) {
  return el('div', { class: 'failure' },
    el('h1', { id: 'heading', tabindex: -1 }, title),
    detail && el('p', {}, detail),
    again && el('p', {}, el('button', { type: 'button', 'data-action': 'again', 'data-key': 'again' }, 'Try again')));
}

function headline(state, answer) {
  return [total(answer), state.q && [' for ', el('q', { dir: 'auto' }, state.q)],
    answer.page > 1 && el('span', { class: 'page' }, `, page ${number(answer.page)} of ${number(answer.pages)}`)];
}

function order(state, answer) {
  const names = state.q ? Object.keys(sortNames) : ['newest', 'oldest'];
  const current = state.sort || answer.sort || names[0];
  return el('ul', { class: 'order', 'aria-label': 'Order' }, names.map((name) => el('li', {},
    el('a', {
      href: searchUrl(change(state, { sort: name === names[0] ? '' : name })),
      'aria-current': name === current ? 'true' : null,
      'data-key': `sort ${name}`,
    }, sortNames[name]))));
}

function chips(state) {
  const filters = activeFilters(state);
  if (filters.length === 0) return null;
  return el('ul', { class: 'chips', 'aria-label': 'Filters that are set' },
    filters.map((filter) => el('li', {}, chip(filter))),
    filters.length > 1 && el('li', {},
      el('a', { href: searchUrl(withoutFilters(state)), 'data-focus': 'heading' }, 'Remove all')));
}

function chip({ name, value, excluded, rest }) {
  const shown = name === 'published' ? span(value) : name === 'lang' ? language(value) : value;
  return el('a', { class: 'chip', href: searchUrl(rest), 'data-focus': 'heading' },
    el('span', { class: 'unseen' }, 'Remove the filter '),
    el('span', { class: 'field' }, `${fieldNames[name]}${excluded ? ', not' : ''}: `),
    el('span', { dir: 'auto' }, shown),
    el('span', { class: 'cross', 'aria-hidden': 'true' }, '×'));
}

function suggestion(state, answer) {
  if (!answer.suggestion) return null;
  const { q, html } = answer.suggestion;
  return el('p', { class: 'suggestion' }, `${texts.suggestion} `,
    el('a', { href: searchUrl(change(state, { q })), 'data-focus': 'heading', dir: 'auto' },
      html ? marked(html, 'strong') : q), '?');
}

function notices(answer) {
  const notes = (answer.warnings ?? []).map((warning) => warning.detail);
  if (answer.partial) notes.push(texts.partial);
  if (notes.length === 0) return null;
  const read = answer.warnings?.length && answer.query?.interpreted;
  return el('div', { class: 'notice' }, [...new Set(notes)].map((note) => el('p', {}, note)),
    read && el('p', {}, 'The search was read as ', el('q', { dir: 'auto' }, read), '.'));
}

function list(q, answer) {
  return el('ol', { class: 'hits', start: (answer.page - 1) * answer.per_page + 1 },
    answer.hits.map((each) => el('li', {}, hit(q, each))));
}

function nothing(state, ways) {
  if (isStart(state)) return el('p', { class: 'nothing' }, texts.emptyArchive);
  const filtered = activeFilters(state).length > 0;
  const several = state.q.trim().split(/\s+/).length > 1;
  return el('div', { class: 'nothing' },
    el('p', {}, filtered ? texts.noneFiltered : several ? texts.noneOfAll : texts.noneAtAll),
    ways.length > 0 && el('ul', {}, ways.map((way) => el('li', {},
      el('a', { href: searchUrl(way.state), 'data-focus': 'heading' }, way.text)))),
    el('p', {}, texts.advice));
}

function pages(state, answer) {
  const link = (page, text, attributes) => el('a', {
    href: searchUrl({ ...state, page }), 'data-focus': 'heading', ...attributes,
  }, text);
  const { page, pages: last } = answer;
  return el('nav', { class: 'pages', 'aria-label': 'Pages of results' },
    el('ol', {}, shownPages(page, last).map((each) => el('li', {}, each === 0
      ? el('span', { class: 'gap' }, '…')
      : link(each, number(each), {
        'aria-label': `Page ${number(each)}`, 'aria-current': each === page ? 'page' : null,
      })))),
    el('p', { class: 'steps' },
      page > 1 && link(page - 1, 'Previous', { rel: 'prev' }),
      page < last && link(page + 1, 'Next', { rel: 'next' })));
}

// First, last, and those around the current page; 0 stands for a gap.
function shownPages(page, last) {
  const wanted = [1, page - 1, page, page + 1, last].filter((each) => each >= 1 && each <= last);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((each, index) => (index && each - sorted[index - 1] > 1 ? [0, each] : [each]));
}
