// One article, set like a newspaper page.
import { el, joined, marked } from './dom.js';
import { language, time } from './format.js';
import { change, readState, searchUrl } from './state.js';
import { headlineOf } from './results.js';
import { matches, words } from './texts.js';

// `each`: the answer of /api/v1/articles/{id}. `q`: what was searched for. `back`: the address of the results.
export function article(each, q, back) {
  return [
    el('p', { class: 'back' }, backLink(q, back)),
    el('header', { lang: each.lang || null },
      each.section && el('p', { class: 'kicker', dir: 'auto' }, each.section),
      el('h1', { id: 'heading', tabindex: -1, dir: 'auto' }, headlineOf(each)),
      byline(each)),
    el('div', { class: 'sheet' },
      el('div', { class: 'text', lang: each.lang || null }, paragraphs(each)),
      el('aside', { 'aria-label': 'About this article' }, found(each, q), about(each))),
  ];
}

export function backLink(q, back) {
  return el('a', { href: back, 'data-back': true }, q ? ['Back to results for ', el('q', { dir: 'auto' }, q)] : 'Back to the archive');
}

function byline(each) {
  const names = (each.byline ?? []).map((name, index) => el('span', { class: 'name' },
    each.highlights?.byline?.[index] ? marked(each.highlights.byline[index].html) : name));
  const parts = [each.source && el('span', { class: 'source' }, each.source), time(each.published)].filter(Boolean);
  return el('div', { class: 'byline' },
    names.length > 0 && el('p', { dir: 'auto' }, 'By ', joined(names, ', ')),
    parts.length > 0 && el('p', { class: 'credit', dir: 'auto' }, joined(parts, ' · ')));
}

function paragraphs(each) {
  const passages = each.highlights?.body;
  return (each.body ?? []).map((text, index) => el('p', { dir: 'auto' },
    passages?.[index] ? marked(passages[index].html) : text));
}

function found(each, q) {
  const count = [each.highlights?.title, ...(each.highlights?.body ?? [])]
    .reduce((sum, passage) => sum + ((passage?.html ?? '').match(/<mark>/g)?.length ?? 0), 0);
  if (!q || count === 0) return null;
  return el('div', { class: 'found-here' },
    el('p', {}, matches(count)),
    el('p', { class: 'steps' },
      el('button', { type: 'button', 'data-action': 'previous-mark' }, 'Previous'),
      el('button', { type: 'button', 'data-action': 'next-mark' }, 'Next')));
}

function about(each) {
  const rows = [
    ['Source', each.source && searchLink('source', each.source)],
    ['Section', each.section && searchLink('section', each.section)],
    ['Byline', each.byline?.length > 0 && joined(each.byline.map((name) => searchLink('byline', name)), ', ')],
    ['Published', time(each.published) ?? 'Not known'],
    ['Updated', time(each.updated)],
    ['Language', each.lang && language(each.lang)],
    ['Length', each.words > 0 && words(each.words)],
    ['Tags', each.tags?.length > 0 && joined(each.tags.map((tag) => searchLink('tag', tag)), ', ')],
    ['Original', each.url && original(each.url)],
  ];
  return el('dl', { class: 'about' }, rows.filter(([, value]) => value).map(([name, value]) => el('div', {},
    el('dt', {}, name), el('dd', {}, value))));
}

function searchLink(name, value) {
  const state = change(readState(new URLSearchParams()), { [name]: [value] });
  return el('a', { href: searchUrl(state), 'data-focus': 'heading', dir: 'auto' }, value);
}

// A link only where the address is one of the web: anything else an article names stays text.
function original(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el('span', {}, address);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return el('span', {}, address);
  return el('a', { href: url.href, rel: 'noreferrer noopener external', target: '_blank' }, url.hostname.replace(/^www\./, ''));
}

// Brings the next (`step` 1) or previous (-1) marked place into view and tells which it is; '' when there is none.
export function stepMark(node, step) {
  const marks = [...node.querySelectorAll('mark')];
  if (marks.length === 0) return '';
  const current = marks.findIndex((mark) => mark.classList.contains('current'));
  const start = current < 0 && step < 0 ? 0 : current;
  const index = (start + step + marks.length) % marks.length;
  marks[current]?.classList.remove('current');
  marks[index].classList.add('current');
  marks[index].scrollIntoView({ block: 'center' });
  return `${index + 1} of ${marks.length}: ${marks[index].textContent}`;
}

