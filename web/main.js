// The page comes from the server, complete. With this it need not be loaded anew: what is typed is answered as it is typed, and
// links and forms put the next page into this one.
import { copyCitation, copyQuote, toMark } from './article.js';
import { datesAreRight, narrowed } from './filters.js';
import { box, isEmbedded, keep, kept, main, part, say, tellHeight, text } from './page.js';
import { Place, address, same } from './place.js';
import { close, complete, erase, listRecent, remember } from './suggest.js';
import { drawFault, enhance, focusOn, load, swap } from './swap.js';

const typingPause = 150;  // milliseconds without a key until the search runs
const pagesKept = 20;
const pages = new Map([[address(), document.cloneNode(true)]]);  // address -> document, so that Back shows at once what was there
let shown = address();  // null: a failure that may pass
let asking = null;  // the address that is being asked for
let asked = new AbortController();  // of the question that is open; a newer one aborts it
let touched = false;  // the box was typed into since the question was asked
let unfinished = false;  // the last question was typed, and nobody has decided on it
let silent = false;  // the server did not answer the last question
let typing, trying, slow;  // timers

const place = new Place((left) => {
  if (asking || !same(address(), shown)) show({ left });
});

// Shows what the address says. `left`: scroll and focus to restore. `focus`: the data-key or id that gets it. `typed`: the box
// is being typed into. `tries`: failures so far.
async function show({ left, focus, typed, tries = 0 } = {}) {
  clearTimeout(typing);
  clearTimeout(trying);
  asked.abort();
  const { signal } = (asked = new AbortController());
  asking = address();
  touched = false;
  unfinished = Boolean(typed);
  const known = left && pages.get(asking);
  busy(!known);
  const { page, url = asking, fault, wait } = known ? { page: known } : await load(asking, signal, typed && box.value.trim());
  if (signal.aborted) return;
  if (page) {
    remembered(url, page);
    swap(page, { value: !touched && !typed, pick });
    if (!same(url, asking)) place.rewrite(url);
  } else drawFault(fault);
  busy(false);
  const failed = isFailed();
  shown = failed ? null : url;
  asking = null;
  settle({ left, focus, typed });
  if (failed) tryAgain(tries, wait, typed);
  else silent = false;
}

function remembered(url, page) {
  pages.delete(url);
  if (!page.querySelector('.failure')) pages.set(url, page);
  if (pages.size > pagesKept) pages.delete(pages.keys().next().value);
}

// Where focus and scroll go, and what is said.
function settle({ left, focus, typed }) {
  if (left) focusOn(left.key);
  else if (focus) focusOn(focus);
  if (left || focus) scrollTo(0, left?.scroll ?? 0);
  if (!left && !typed && location.hash) toPlace(location.hash);
  const failure = [...main.querySelectorAll('.failure > :is(h1, h1 + p)')];
  if (silent && failure.length) return;
  const words = failure.length ? failure.map((node) => node.textContent) : [part('heading')?.dataset.status];
  const cut = box.value.length >= box.maxLength && text('cut', { n: box.maxLength });
  say([cut, silent && text('answers'), ...words].filter(Boolean).join(' '));
}

const isFailed = () => Boolean(main.querySelector('[data-key=again]'));

function tryAgain(tries, wait, typed) {
  silent = true;
  const seconds = wait ?? Math.min(30, 3 * 2 ** tries);
  trying = setTimeout(() => show({ tries: tries + 1, typed }), 1000 * seconds);
}

function busy(on) {
  clearTimeout(slow);
  part('progress').classList.toggle('on', on);
  main.setAttribute('aria-busy', on);
  part('slow').hidden = true;
  if (!on) return;
  part('status').textContent = '';
  slow = setTimeout(() => {
    say(text('slow'));
    part('slow').textContent = text('slow');
    part('slow').hidden = false;
  }, 3000);
}

function go(url, how) {
  place.go(url, how);
  if (asking && same(url, asking) && !unfinished) return;
  show(how);
}

// The address of what is asked in the form: the box and the filters beside it. Where that is nothing, the start page, unless
// a filter was just taken away.
function wanted(filtered) {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(part('box'))) if (value.trim()) parameters.append(name, value.trim());
  const home = document.querySelector('.nameplate a');
  const says = [...parameters.keys()].some((name) => name !== 'ui' && (filtered || !['sort', 'group', 'per_page'].includes(name)));
  if (!says && home) return home.pathname + home.search;
  return `${part('box').getAttribute('action')}?${parameters}`.replace(/\?$/, '');
}

// The address of a search without filters, in the language that was chosen.
function searchFor(q) {
  const ui = part('box').elements.namedItem('ui')?.value;
  return `/search?${new URLSearchParams({ q, ...(ui && { ui }) })}`;
}

const isArticle = () => location.pathname.startsWith('/articles/');

function pick(from, to) {
  part('from').value = from;
  part('to').value = to;
  go(wanted(true));
}

// Typing and deciding.

box.addEventListener('input', () => {
  touched = true;
  say('');
  clearTimeout(trying);
  clearTimeout(typing);
  typing = setTimeout(() => {
    const url = wanted();
    if ((!asking && same(url, shown)) || !datesAreRight()) return;
    if (isArticle() || !(box.value.trim() || unfinished)) return go(url, { typed: true });
    place.rewrite(url);
    show({ typed: true });
  }, typingPause);
});

part('box').addEventListener('submit', (event) => {
  event.preventDefault();
  close();
  if (!datesAreRight()) return main.querySelector('[aria-invalid=true]').focus();
  decide(box.value);
});

// A keyboard on the screen makes room for the results.
function decide(q) {
  if (box.value !== q) box.value = q;
  remember(q);
  if (matchMedia('(pointer: coarse)').matches) box.blur();
  go(wanted(), { restore: true });
}

complete(decide, () => !touched && !unfinished);

document.addEventListener('change', ({ target }) => {
  if (target.id === 'slash') keep('slash', target.checked);
  else if (target !== box && target.form === part('box') && datesAreRight()) {
    if (unfinished) box.value = part('found')?.dataset.q ?? box.value;
    go(wanted(true));
  }
});

document.addEventListener('input', ({ target }) => narrowed(target));

// Links and buttons.

const buttons = { quote: copyQuote, 'copy-citation': copyCitation, erase, 'help-open': openHelp };

document.addEventListener('click', (event) => {
  const target = event.target.closest('a[href], button');
  if (!target || event.button || event.defaultPrevented) return;
  if (target.dataset.step) {
    event.preventDefault();
    toMark(Number(target.dataset.step));
  } else if (target.dataset.key === 'again') {
    event.preventDefault();
    show({ focus: 'heading' });
  } else if (target.href) follow(event, target);
  else buttons[target.id]?.(target);
});

// The selection stays when the button that copies it is pressed.
document.addEventListener('mousedown', (event) => event.target.id === 'quote' && event.preventDefault());

const ours = /^\/(search|embed|articles\/[^/]+)?$/;

function follow(event, link) {
  const { origin, pathname, search, hash } = new URL(link.href);
  const elsewhere = link.target || link.type || link.hasAttribute('download') || 'whole' in link.dataset
    || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (elsewhere || origin !== location.origin || !ours.test(pathname)) return;
  event.preventDefault();
  part('help')?.close();
  const url = pathname + search;
  if (hash && same(url, address())) return toPlace(hash);
  if (pathname.startsWith('/articles/')) remember(new URLSearchParams(search).get('q'));
  if ('back' in link.dataset && place.origin && !place.origin.startsWith('/articles/')) return history.back();
  link.focus({ preventScroll: true });
  go(url + hash, { focus: link.dataset.focus ?? (main.contains(link) ? undefined : pathname === '/' ? 'q' : 'heading') });
}

function toPlace(hash) {
  const node = part(hash.slice(1));
  const closed = node?.closest('details');
  if (closed) closed.open = true;
  if (!node) return;
  if (node.tabIndex < 0) node.tabIndex = -1;
  node.scrollIntoView();
  node.focus();
}

// Keys.

function toBox() {
  part('help')?.close();
  box.focus();
  box.select();
}

function openHelp() {
  const help = part('help');
  if (!help || help.open) return;
  listRecent(searchFor);
  help.showModal();
}

document.addEventListener('keydown', (event) => {
  const { key, altKey, shiftKey, target } = event;
  const control = event.ctrlKey || event.metaKey;
  const writing = target.matches('input:not([type=checkbox]), textarea');
  if (control && !altKey && !shiftKey && key.toLowerCase() === 'k') toBox();
  else if (control && !altKey && key === '/') openHelp();
  else if (key === '/' && !control && !altKey && !writing && part('slash')?.checked) toBox();
  else if (altKey && !control && !shiftKey && /^Arrow(Down|Up)$/.test(key)) toNext(key === 'ArrowDown' ? 1 : -1);
  else if (key === 'Escape' && part('filters')?.contains(target) && part('filters').open) {
    part('filters').open = false;
    part('filters').querySelector('summary').focus();
  } else return;
  event.preventDefault();
});

function toNext(by) {
  if (isArticle() && toMark(by)) return;
  const links = [...main.querySelectorAll('.hit :is(h2, h3) a')];
  const now = links.indexOf(document.activeElement);
  links[now < 0 && by < 0 ? links.length - 1 : now + by]?.focus();
}

addEventListener('online', () => isFailed() && show());

enhance(document, pick);
busy(false);
if (part('slash')) part('slash').checked = kept('slash') === true;
if (isFailed()) tryAgain(0);
if (isEmbedded) tellHeight();
if (box.value !== box.defaultValue) box.dispatchEvent(new Event('input'));
