// The page: reads the address, asks the API, draws the answer, and listens.
import { Failure, getJson } from './api.js';
import { el, fill, focusKey } from './dom.js';
import { Filters } from './filters.js';
import { Place, address } from './place.js';
import { article, backLink, results, start } from './render.js';
import {
  activeFilters, apiUrl, articleUrl, asking, change, histogramUnit, readPlace, searchUrl,
} from './state.js';
import { failures, pageOf, texts, today, total } from './texts.js';

const typingPause = 150;  // milliseconds without a key until the search runs
const part = (id) => document.getElementById(id);
const box = part('q');
const here = () => readPlace(location.href);
const answers = new Map();  // address -> answer, so that Back shows at once what was there
let asked = new AbortController();  // of the question that is open; a newer one aborts it
let stats;  // what is in the archive: a promise
let typing, trying, saying, slow;  // timers

const place = new Place((kept) => show({ kept }));
const filters = new Filters((state) => go(searchUrl({ ...state, q: typedText() })));

// Shows what the address says. `kept`: scroll and focus to restore. `focus`: the id of what gets it. `tries`: failures.
async function show({ kept, focus, tries = 0 } = {}) {
  const now = here();
  const known = kept && answers.get(address());
  clearTimeout(typing);
  clearTimeout(trying);
  asked.abort();
  const { signal } = (asked = new AbortController());
  if (document.activeElement !== box || kept) box.value = now.q;
  busy(!known);
  try {
    const answer = known ?? await load(now, signal);
    if (signal.aborted) return;
    if (answers.size > 50) answers.clear();
    answers.set(address(), answer);
    draw(now, answer);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Failure)) throw error;
    drawFailure(now, error, tries);
  }
  busy(false);
  if (kept?.key) focusKey(part('main'), kept.key);
  else if (focus) part(focus)?.focus({ preventScroll: true });
  if (kept || focus) scrollTo(0, kept?.scroll ?? 0);
}

async function load({ view, id, q, state }, signal) {
  const get = (path) => getJson(path, signal);
  if (view === 'article') return get(`/api/v1${articleUrl(id, q)}`);
  if (view === 'start') {
    stats = getJson('/api/v1/stats');
    return Promise.all([stats, get('/api/v1/search?sort=newest&snippet_length=450')]);
  }
  stats ??= getJson('/api/v1/stats');
  const { first_published: first, last_published: last } = await stats.catch(() => (stats = undefined) ?? {});
  const unit = histogramUnit(state, first, last);
  const answer = await get(apiUrl(state, unit));
  return { answer, unit };
}

function draw({ view, q, state }, answer) {
  reveal(view);
  if (view === 'article') {
    fill(part('article'), back(q), article(answer));
    tell(answer.title, '');
  } else if (view === 'start') {
    fill(part('start'), start(...answer));
    tell('', '');
  } else {
    const set = activeFilters(state).length;
    part('disclose').textContent = set ? `Filters (${set})` : 'Filters';
    filters.show(state);
    filters.draw(answer.answer, answer.unit);
    fill(part('found'), results(state, answer.answer));
    tell(q || 'Results', `${total(answer.answer)}${pageOf(answer.answer)}.`);
  }
}

const back = (q) => backLink(q, history.state?.origin ?? searchUrl(asking({ q })));

function drawFailure({ view, q, state }, { kind, detail, wait }, tries) {
  const [title, text = detail] = failures[kind];
  const again = !['refused', 'missing'].includes(kind);
  const isArticle = view === 'article';
  reveal(isArticle ? view : 'search');
  if (state) filters.show(state);
  fill(part(isArticle ? 'article' : 'found'), isArticle && back(q), el('div', { class: 'failure' },
    el('h1', { id: 'heading', tabindex: -1 }, title), el('p', {}, text),
    again && el('button', { type: 'button', 'data-key': 'again' }, 'Try again')));
  if (tries === 0) tell(title, `${title} ${text}`);
  if (again) {
    trying = setTimeout(() => show({
      tries: tries + 1, focus: document.activeElement.dataset.key === 'again' && 'heading',
    }), 1000 * (wait ?? Math.min(30, 3 * 2 ** tries)));
  }
}

// Shows one of the three views and empties the others.
function reveal(view) {
  for (const id of ['start', 'search', 'article']) {
    part(id).hidden = id !== view;
    if (id !== view) part(id === 'search' ? 'found' : id).replaceChildren();
  }
}

// The title of the window, and what is said once the page is quiet.
function tell(title, text) {
  document.title = title ? `${title} – Dateline` : 'Dateline';
  say(text);
}
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => { part('status').textContent = text; }, 500);
}

// The thin line under the box; a word when it takes long.
function busy(on) {
  clearTimeout(slow);
  part('progress').classList.toggle('on', on);
  part('main').setAttribute('aria-busy', on);
  if (on) slow = setTimeout(() => say(texts.slow), 3000);
}

function go(url, { restore, focus } = {}) {
  place.go(url, restore);
  show({ focus });
}

const typedText = () => box.value.trim() && box.value;

// The address of what is in the box, with the filters beside it.
const typed = () => searchUrl(change(here().state ?? asking({}), { q: typedText() }));

box.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (here().view === 'article') return go(typed());
    place.rewrite(typed());
    return show();
  }, typingPause);
});

part('box').addEventListener('submit', (event) => {
  event.preventDefault();
  go(typed(), { restore: true });
});

part('disclose').addEventListener('click', () => disclose(part('disclose').ariaExpanded !== 'true'));

function disclose(open) {
  part('disclose').setAttribute('aria-expanded', open);
}

// Shows the mark that is `by` further on.
function toMark(by) {
  const marks = [...part('article').querySelectorAll('mark')];
  const last = marks.findIndex((mark) => mark.ariaCurrent);
  const next = (last + by + (last < 0 && by < 0) + marks.length) % marks.length;
  marks[last]?.removeAttribute('aria-current');
  marks[next].setAttribute('aria-current', true);
  marks[next].scrollIntoView({ block: 'center' });
  const text = `${next + 1} of ${marks.length}`;
  part('article').querySelector('.marks span').textContent = text;
  say(`${text}: ${marks[next].textContent}`);
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('a[href], [data-key=again], [data-step]');
  if (target?.dataset.step) toMark(+target.dataset.step);
  else if (target?.dataset.key === 'again') show({ focus: 'heading' });
  else if (target && !(target.target || modified(event) || event.shiftKey)) follow(event, target);
});

const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;

// Links within the page are followed without loading it anew.
function follow(event, link) {
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || !/^\/($|articles\/)/.test(pathname)) return;
  event.preventDefault();
  if (hash) part(hash.slice(1)).focus();
  else if ('back' in link.dataset && history.state?.origin) history.back();
  else go(pathname + search, { focus: link.dataset.focus ?? (pathname + search === '/' && 'q') });
}

document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    box.select();
  } else if (event.key === 'Escape' && part('filters').contains(document.activeElement)) {
    disclose(false);
    part('disclose').focus();
  }
});

addEventListener('online', () => part('main').querySelector('.failure') && show());

part('folio').textContent = today();
if (here().view === 'start') box.focus();
show();
