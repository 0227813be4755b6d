// The start page: what is in the archive, three searches that work on it, and the newest headlines.
import { el } from './dom.js';
import { time } from './format.js';
import { headlineOf, hit, credit } from './results.js';
import { articleUrl, change, readState, searchUrl } from './state.js';
import { sources, articles, texts } from './texts.js';

// `stats`: the answer of /api/v1/stats. `newest`: a search answer, newest first.
export function start(stats, newest) {
  return [
    el('h1', { class: 'unseen', id: 'heading', tabindex: -1 }, 'Search the archive'),
    newest.hits.length > 0 && tries(newest.hits),
    facts(stats),
    newest.hits.length ? front(newest.hits) : el('p', { class: 'nothing' }, texts.emptyArchive),
  ];
}

function facts(stats) {
  const rows = [
    ['In the archive', [articles(stats.articles)]],
    ['From', [sources(stats.sources.length)]],
    ['First', [time(stats.first_published)]],
    ['Last', [time(stats.last_published)]],
    ['Indexed', [time(stats.indexed_at)]],
  ];
  return el('dl', { class: 'facts' }, rows.filter(([, values]) => values[0]).map(([name, values]) => el('div', {},
    el('dt', {}, name), el('dd', {}, values))));
}

function front([lead, ...others]) {
  return el('section', { class: 'front', 'aria-labelledby': 'newest' },
    el('h2', { id: 'newest', class: 'label' }, 'Newest in the archive'),
    el('div', { class: 'lead' }, hit('', lead, 3)),
    el('ol', { class: 'brief' }, others.map((each) => el('li', { lang: each.lang || null },
      each.section && el('p', { class: 'kicker', dir: 'auto' }, each.section),
      el('h3', { dir: 'auto' },
        el('a', { href: articleUrl(each.id, ''), 'data-key': `article ${each.id}` }, headlineOf(each))),
      credit(each)))));
}

function tries(hits) {
  return el('p', { class: 'tries' }, 'Try ',
    examples(hits).map(({ state, text }) => el('a', { href: searchUrl(state), 'data-focus': 'heading', dir: 'auto' }, text)));
}

// Three searches that find something in any archive, since they are taken from `hits`: a word, a phrase, a name.
export function examples(hits) {
  const empty = readState(new URLSearchParams());
  const words = hits.map((each) => (each.title ?? '').match(/[\p{L}\p{N}]+/gu) ?? []);
  const longest = words.flat().filter((word) => word.length < 14).sort((a, b) => b.length - a.length)[0];
  const queries = [longest, phrase(words.slice(1)), named(hits)].filter(Boolean);
  return queries.map((q) => ({ text: q, state: change(empty, { q }) }));
}

// Two neighbouring words of a headline, neither of them short.
function phrase(headlines) {
  for (const words of headlines) {
    const at = words.findIndex((word, index) => word.length > 4 && words[index + 1]?.length > 4);
    if (at >= 0) return `"${words[at]} ${words[at + 1]}"`;
  }
  return undefined;
}

function named(hits) {
  const byline = hits.find((each) => each.byline?.length)?.byline[0];
  if (byline) return `byline:"${byline.replaceAll('"', '')}"`;
  const section = hits.find((each) => each.section)?.section;
  return section && `section:"${section.replaceAll('"', '')}"`;
}
