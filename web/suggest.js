// The box completes what is typed: a combobox with a list below it that lies over the page and never chooses by itself. While
// nothing is typed it offers what was searched for lately.
import { box, el, keep, kept, part, text } from './page.js';

const pause = 150;  // milliseconds without a key until completions are asked for
const staying = 3000;  // ... until a list in which nothing is chosen makes room
const kinds = 'word,name,section,tag,source';  // headlines stand among the results
const atMost = 6;
const searchesKept = 10;

const list = el('ul', { id: 'options', class: 'options', role: 'listbox', 'aria-label': text('suggestions') });
let options = [];  // what is in the list: { kind, q, html or text }
let at = -1;  // the one that is chosen; -1: none
let asked = new AbortController();
let asking, closing;  // timers

export function close() {
  clearTimeout(asking);
  asked.abort();
  draw([]);
}

function draw(found) {
  options = found;
  list.replaceChildren(...found.map(({ kind, html, text: plain }, index) => el('li',
    { id: `option-${index}`, role: 'option', 'aria-selected': 'false' },
    el('span', { dir: 'auto' }, ...(html ? marked(html) : [plain])), ' ', el('span', { class: 'kind' }, text(`kind_${kind}`)))));
  list.hidden = found.length === 0;
  box.setAttribute('aria-expanded', !list.hidden);
  choose(-1);
}

function choose(index) {
  list.children[at]?.setAttribute('aria-selected', 'false');
  at = index;
  const node = list.children[at];
  node?.setAttribute('aria-selected', 'true');
  node?.scrollIntoView({ block: 'nearest' });
  if (node) box.setAttribute('aria-activedescendant', node.id);
  else box.removeAttribute('aria-activedescendant');
}

async function ask() {
  const q = box.value;
  asked.abort();
  const { signal } = (asked = new AbortController());
  const found = q.trim() ? await completions(q, signal).catch(() => []) : recent().slice(0, atMost).map(
    (each) => ({ kind: 'recent', q: each, text: each }));
  if (!signal.aborted && document.activeElement === box) draw(found.filter((each) => each.q !== q));
}

async function completions(q, signal) {
  const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ q, kinds, limit: atMost })}`, { signal });
  return (await answer.json()).suggestions;
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

// Nodes for `html` of the API: escaped text with <mark>. Whatever else it may hold stays visible text.
function marked(html) {
  return html.split(/<mark>(.*?)<\/mark>/s).map((piece, index) => {
    const plain = piece.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity) => entities[entity]);
    return index % 2 ? el('mark', {}, plain) : plain;
  });
}

async function step(by) {
  clearTimeout(closing);
  if (list.hidden) await ask();
  const places = options.length + 1;
  if (options.length) choose((at + 1 + by + places) % places - 1);
}

// `decide(q)` is called with what somebody chose. `isDecided()`: whether what stands in the box was searched for already.
export function complete(decide, isDecided) {
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false',
  })) box.setAttribute(name, value);
  part('box').append(list);
  draw([]);
  const take = (index) => {
    const { q } = options[index];
    close();
    decide(q);
  };
  box.addEventListener('input', () => {
    choose(-1);
    clearTimeout(closing);
    if (!box.value.trim()) return close();
    clearTimeout(asking);
    asking = setTimeout(ask, pause);
    closing = setTimeout(() => at < 0 && close(), staying);
  });
  box.addEventListener('keydown', (event) => onKey(event, take, isDecided));
  box.addEventListener('click', () => box.value || (list.hidden && ask()));
  box.addEventListener('blur', close);
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => target.closest('li') && take([...list.children].indexOf(target.closest('li'))));
  document.addEventListener('pointerdown', ({ target }) => part('box').contains(target) || list.hidden || close());
}

function onKey(event, take, isDecided) {
  const { key, altKey } = event;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (altKey && list.hidden && (key === 'ArrowUp' || (box.value && isDecided()))) return;  // to the results
  if (key === 'ArrowDown') step(altKey ? 0 : 1);
  else if (key === 'ArrowUp' && altKey) close();
  else if (key === 'ArrowUp') step(-1);
  else if (key === 'Enter' && at >= 0) take(at);
  else if (key === 'Escape' && !list.hidden) close();
  else if (key === 'Escape' && box.value) {
    box.value = '';
    box.dispatchEvent(new Event('input'));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

// The last searches that somebody decided on, kept in this browser alone.

function recent() {
  const list = kept('recent');
  return Array.isArray(list) ? list.filter((q) => typeof q === 'string' && q) : [];
}

export function remember(typed) {
  const q = typed?.trim();
  if (q) keep('recent', [q, ...recent().filter((each) => each !== q)].slice(0, searchesKept));
}

// Fills the list of the help. `link(q)` is the address of a search.
export function listRecent(link) {
  const links = recent().map((q) => el('li', {}, el('a', { href: link(q), dir: 'auto' }, q)));
  part('recent').replaceChildren(...(links.length ? links : [el('li', {}, text('no_recent'))]));
}

export function erase() {
  keep('recent', []);
  part('recent').setAttribute('role', 'status');
  listRecent();
}
