// The address bar and the history. While somebody types, the current entry is rewritten; a decision (Enter, a filter, the
// order, a page, an article) makes a new one. Scroll position and focus of every entry are kept for Back and Forward.

export class Place {
  #settled = location.pathname + location.search;  // the address of this entry before typing rewrote it
  #left = new Map();  // entry number -> { scroll, key } when it was left
  #entry = history.state?.entry ?? 0;

  // `onReturn({ scroll, key })` is called after Back or Forward, when the address has changed.
  constructor(onReturn) {
    history.scrollRestoration = 'manual';
    history.replaceState({ ...history.state, entry: this.#entry }, '');
    addEventListener('popstate', (event) => {
      this.#remember();
      this.#entry = event.state?.entry ?? 0;
      this.#settled = this.address;
      onReturn(this.#left.get(this.#entry) ?? { scroll: 0 });
    });
  }

  get address() {
    return location.pathname + location.search;
  }

  // The search page that this article was opened from, if it was.
  get origin() {
    return history.state?.origin;
  }

  // Rewrites the current entry.
  rewrite(url) {
    history.replaceState(history.state, '', url);
  }

  // Makes a new entry, unless the settled address is already this one. What typing rewrote is put back first when
  // `restore` is set, so that Back leads to the last search that was decided on.
  go(url, { restore = false } = {}) {
    if (url === this.#settled) return this.rewrite(url);
    const origin = location.pathname.startsWith('/articles/') ? undefined : this.address;
    this.#remember();
    if (restore) this.rewrite(this.#settled);
    this.#entry += 1;
    history.pushState({ entry: this.#entry, origin }, '', url);
    this.#settled = url;
  }

  #remember() {
    const key = document.activeElement?.dataset?.key;
    this.#left.set(this.#entry, { scroll: scrollY, key });
  }
}
