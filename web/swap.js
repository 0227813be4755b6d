// Asks for another page and puts it into this one: what is read stands still, what was opened stays open, focus stays where it was.
import { box, el, main, part, text } from './page.js';
import { chart, narrow, narrowed } from './filters.js';

const opened = new Map();  // data-key of a <details> -> whether it is open
const keyOf = (node) => node.dataset.key || node.id;
const disclosures = (root) => root.querySelectorAll('details:is([data-key], #filters)');
const pageLinks = 'link[rel=alternate]';

// Shows `page`, a document of load(). `value`: whether the box takes its query. `pick(from, to)`: see chart().
export function swap(page, { value, pick }) {
  const began = performance.now();
  const copy = document.importNode(page.getElementById('main'), true);
  for (const script of copy.querySelectorAll('script')) script.remove();
  replace(main, () => {
    enhance(copy, pick);
    main.replaceChildren(...copy.childNodes);
  });
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body.className = page.body.className;
  take(page, document.head, pageLinks, (links) => document.head.append(...links));
  take(page, part('box'), '#box [type=hidden]', (inputs) => box.after(...inputs));
  take(page, document, '.languages', (lists) => document.querySelector('.foot')?.append(...lists));
  const { defaultValue } = page.getElementById('q');
  if (value && box.value !== defaultValue) box.value = defaultValue;
  performance.measure('swap', { start: began });
}

function take(page, root, selector, put) {
  for (const old of root.querySelectorAll(selector)) old.remove();
  put([...page.querySelectorAll(selector)].map((node) => document.importNode(node, true)));
}

// What only works with a script appears with it.
export function enhance(root, pick) {
  for (const node of disclosures(root)) node.open = opened.get(keyOf(node)) ?? node.open;
  for (const button of root.querySelectorAll('button[hidden]')) button.hidden = false;
  for (const button of root.querySelectorAll('.apply')) button.hidden = true;
  for (const facet of root.querySelectorAll('.facet')) narrow(facet);
  chart(root, pick);
}

// Runs `change` on what is in `root`. Focus stays with the data-key or id that had it, else goes to the heading.
function replace(root, change) {
  for (const node of disclosures(root)) opened.set(keyOf(node), node.dataset.was ? node.dataset.was === 'true' : node.open);
  const held = root.contains(document.activeElement) && root !== document.activeElement && document.activeElement;
  change();
  if (!held || focusOn(keyOf(held))) {
    const { activeElement } = document;
    if (held && isText(held) && isText(activeElement)) {
      activeElement.value = held.value;
      activeElement.setSelectionRange(held.selectionStart, held.selectionEnd);
      narrowed(activeElement);
    }
  } else {
    focusOn('heading');
    scrollTo(0, 0);
  }
}

const isText = (node) => node.matches('input:not([type=checkbox])');

// Focuses the element of that data-key or id. Gives whether there is one that takes it.
export function focusOn(key) {
  const node = key ? main.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? part(key) : null;
  node?.focus({ preventScroll: true });
  return Boolean(node) && node === document.activeElement;
}

// Says that no page came, and why: `fault` of load(). The filters stay, so that what is set can still be changed.
export function drawFault(fault) {
  if (main.querySelector('.failure')?.dataset.fault === fault) return;
  const root = (!location.pathname.startsWith('/articles/') && part('found')) || main;
  const failure = el('div', { class: 'failure', 'data-fault': fault },
    el('h1', { id: 'heading', tabindex: -1 }, text(fault)), el('p', {}, text(`${fault}_text`)),
    el('p', {}, el('button', { type: 'button', class: 'button', 'data-key': 'again' }, text('again'))));
  replace(root, () => root.replaceChildren(failure));
  document.title = text(fault);
}

// Pages come as documents: their scripts never run, and no HTML passes through a string.

const patience = 20000;  // milliseconds until an answer is given up
const unfinished = '&typing=true';

// Asks for the page at `path`; `typing`: of a search whose last word may go on. Gives { page: Document, url, wait }, where url is
// the path that answered and wait the seconds of Retry-After, or { fault } when there is no page: offline, down (no answer), late
// (given up), broken (not a page of ours). Never rejects; means nothing once `signal` is aborted.
export function load(path, signal, typing) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const timer = setTimeout(() => {
      done({ fault: 'late' });
      request.abort();
    }, patience);
    request.open('GET', path + (typing ? unfinished : ''));
    request.responseType = 'document';
    request.setRequestHeader('Accept', 'text/html');
    request.onload = () => done(answerOf(request));
    request.onerror = () => done({ fault: navigator.onLine ? 'down' : 'offline' });
    request.onabort = () => done({});
    request.onloadend = () => clearTimeout(timer);
    signal.addEventListener('abort', () => request.abort());
    request.send();
  });
}

function answerOf(request) {
  const page = request.response;
  if (!page?.body?.dataset.texts || !page.getElementById('main')) return { fault: 'broken' };
  const { pathname, search } = new URL(request.responseURL);
  return { page, url: pathname + search.replace(unfinished, ''), wait: Number(request.getResponseHeader('Retry-After')) || undefined };
}
