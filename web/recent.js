// The last searches that somebody decided on: kept in this browser alone, listed in the help, erased by a button.
import { el, keep, kept, part, text } from './page.js';

const atMost = 10;

export function recent() {
  const list = kept('recent');
  return Array.isArray(list) ? list.filter((q) => typeof q === 'string' && q) : [];
}

export function remember(q) {
  if (q?.trim()) keep('recent', [q, ...recent().filter((each) => each !== q)].slice(0, atMost));
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
