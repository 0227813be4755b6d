// The page: reads the address, asks the API, draws the answer, and listens.
import { Failure, getJson } from './api.js';
import { article, backLink, stepMark } from './article.js';
import { el, fill, focusKey } from './dom.js';
import { Filters } from './filters.js';
import { today } from './format.js';
import { Place } from './place.js';
import { failed, results } from './results.js';
import { start } from './start.js';
import {
  activeFilters, apiParameters, articleUrl, change, histogramUnit, isStart, readPlace, searchUrl, withoutFilters,
} from './state.js';
import { failure, status, texts } from './texts.js';

const typingPause = 150;  // milliseconds without a key until the search runs
const page = (id) => document.getElementById(id);
const box = page('q');
const answers = new Map();  // address -> answer, so that Back shows at once what was there
let asked = new AbortController();  // of the question that is open; a newer one aborts it
let stats;
let typing;
let trying;

const place = new Place((kept) => show({ kept }));
const filters = new Filters((state) => go(searchUrl(state)));

// Shows what the address says. `kept`: scroll and focus to restore; `focus`: 'heading' moves there when it has come.
async function show({ kept, focus, again = 0 } = {}) {
  clearTimeout(typing);
  clearTimeout(trying);
  const address = place.address;
  const here = readPlace(location.href);
  const q = here.view === 'article' ? here.q : here.state.q;
  if (document.activeElement !== box || kept) box.value = q;
  asked.abort();
  const { signal } = (asked = new AbortController());
  const known = kept && answers.get(address);
  if (!known) busy(true);
  try {
    const answer = known ?? await load(here, signal);
    if (signal.aborted) return;
    remember(address, answer);
    draw(here, answer);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Failure)) throw error;
    drawFailure(here, failure(error), again, error.retryAfter);
  }
  busy(false);
  settle(kept, focus);
}

async function load(here, signal) {
  if (here.view === 'article') return getJson(`/api/v1${articleUrl(here.id, here.q)}`, signal);
  if (isStart(here.state)) {
    stats = getJson('/api/v1/stats', signal);
    const newest = getJson('/api/v1/search?sort=newest&per_page=10&snippet_length=450', signal);
    return { stats: await stats, newest: await newest };
  }
  const unit = await histogramUnitFor(here.state, signal);
  const answer = await getJson(`/api/v1/search?${apiParameters(here.state, unit)}`, signal);
  return { answer, unit, ways: answer.total === 0 ? await otherWays(here.state, signal) : [] };
}

// Years when the archive does not tell what it spans: the search itself says what is wrong.
async function histogramUnitFor(state, signal) {
  stats ??= getJson('/api/v1/stats', signal);
  const { first_published: first, last_published: last } = await stats.catch(() => {
    stats = undefined;
    return {};
  });
  return histogramUnit(state, first, last);
}

// What else would find something: the same without filters, or any of the words.
async function otherWays(state, signal) {
  const bare = withoutFilters(state);
  const words = state.q.trim().split(/\s+/);
  const plain = words.length > 1 && words.every((word) => /^[\p{L}\p{M}\p{N}'’-]+$/u.test(word) && !word.startsWith('-'));
  const tries = [
    activeFilters(state).length > 0 && { state: bare, text: texts.unfiltered },
    plain && { state: change(state, { q: words.join(' OR ') }), text: texts.anyWord },
  ].filter(Boolean);
  const counted = await Promise.all(tries.map(async (each) => {
    const answer = await getJson(`/api/v1/search?${apiParameters(each.state, 'year')}`, signal).catch(() => ({ total: 0 }));
    return answer.total > 0 && { state: each.state, text: each.text(answer.total) };
  }));
  return counted.filter(Boolean);
}

function draw(here, answer) {
  const view = here.view === 'article' ? 'article' : isStart(here.state) ? 'start' : 'search';
  reveal(view);
  if (view === 'article') {
    fill(page('article'), article(answer, here.q, place.origin ?? searchUrl({ ...emptyWith(here.q) })));
    titled(answer.title);
    say('');
  } else if (view === 'start') {
    fill(page('start'), start(answer.stats, answer.newest));
    titled('');
    say('');
  } else {
    filters.draw(here.state, answer.answer, answer.unit);
    fill(page('found'), results(here.state, answer.answer, answer.ways));
    discloseLabel(here.state);
    titled(here.state.q || 'Results');
    say(status(answer.answer));
  }
}

function drawFailure(here, said, again, retryAfter) {
  const view = here.view === 'article' ? 'article' : 'search';
  reveal(view);
  const back = view === 'article' && el('p', { class: 'back' }, backLink(here.q, place.origin ?? searchUrl(emptyWith(here.q))));
  fill(page(view === 'article' ? 'article' : 'found'), back, failed(said));
  titled(said.title);
  if (again === 0) say(`${said.title} ${said.detail}`);
  if (said.again) {
    const wait = retryAfter ?? Math.min(30, 3 * 2 ** again);
    trying = setTimeout(() => show({ again: again + 1 }), wait * 1000);
  }
}

function emptyWith(q) {
  return readPlace(`/?${new URLSearchParams(q ? { q } : {})}`).state;
}

function reveal(view) {
  for (const id of ['start', 'search', 'article']) page(id).hidden = id !== view;
  document.body.dataset.view = view;
}

function titled(text) {
  document.title = text ? `${text} – Dateline` : 'Dateline';
}

function settle(kept, focus) {
  if (kept) {
    if (kept.key) focusKey(page('main'), kept.key);
    scrollTo(0, kept.scroll);
  } else if (focus) {
    scrollTo(0, 0);
    page('heading')?.focus({ preventScroll: true });
  }
}

function remember(address, answer) {
  answers.delete(address);
  answers.set(address, answer);
  if (answers.size > 30) answers.delete(answers.keys().next().value);
}

// The thin line under the box, and a word when it takes long.
let slow;
function busy(on) {
  clearTimeout(slow);
  page('progress').classList.toggle('on', on);
  page('main').setAttribute('aria-busy', on);
  if (on) slow = setTimeout(() => say(texts.slow), 3000);
}

// Says something to those who listen, once the page is quiet.
let saying;
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => { page('status').textContent = text; }, 500);
}

function go(url, options = {}) {
  place.go(url, options);
  show(options);
}

// The state in the box and, on a search page, the filters beside it.
function typed() {
  const here = readPlace(location.href);
  const state = here.view === 'search' ? here.state : emptyWith('');
  return searchUrl(change(state, { q: box.value.trim() === '' ? '' : box.value }));
}

box.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (readPlace(location.href).view === 'article') return go(typed());
    place.rewrite(typed());
    return show();
  }, typingPause);
});

page('box').addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  go(typed(), { restore: true });
});

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const button = event.target.closest?.('button[data-action]');
  if (button) act(button.dataset.action);
  if (!link || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !/^\/($|articles\/)/.test(url.pathname) || url.hash) return;
  event.preventDefault();
  if (link.dataset.back !== undefined && place.origin) history.back();
  else follow(url, link);
});

function follow(url, link) {
  const home = url.pathname === '/' && !url.search;
  go(url.pathname + url.search, { focus: link.dataset.focus ?? (url.pathname === '/' ? '' : 'heading') });
  if (home) box.focus();
}

function act(action) {
  if (action === 'again') show({ focus: 'heading' });
  if (action === 'next-mark') say(stepMark(page('article'), 1));
  if (action === 'previous-mark') say(stepMark(page('article'), -1));
}

page('disclose').addEventListener('click', () => disclose(page('disclose').getAttribute('aria-expanded') !== 'true'));

function disclose(open) {
  page('disclose').setAttribute('aria-expanded', open);
}

function discloseLabel(state) {
  const set = activeFilters(state).length;
  page('disclose').textContent = set ? `Filters (${set})` : 'Filters';
}

document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === 'Escape' && page('filters').contains(document.activeElement)) {
    disclose(false);
    if (page('disclose').offsetParent) page('disclose').focus();
  }
});

addEventListener('online', () => page('search').hidden || page('found').querySelector('.failure') ? show() : undefined);

page('folio').textContent = today();
if (readPlace(location.href).view === 'search' && isStart(readPlace(location.href).state)) box.focus();
show();
