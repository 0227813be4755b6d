// The history: typing rewrites the current entry, a decision (Enter, a filter, a page, an article) makes a new one.

export const address = () => location.pathname + location.search;

export class Place {
  #settled = address();  // before typing rewrote it
  #left = new Map();  // entry number -> { scroll, key } when it was left
  #entry = history.state?.entry ?? 0;

  // `onReturn({ scroll, key })` is called after Back and Forward: where the page stood, and what had focus.
  constructor(onReturn) {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', ({ state }) => {
      this.#remember();
      this.#entry = state?.entry ?? 0;
      this.#settled = address();
      onReturn(this.#left.get(this.#entry) ?? { scroll: 0 });
    });
  }

  rewrite(url) {
    history.replaceState(history.state, '', url);
  }

  // Makes a new entry, unless it would repeat this one. With `restore`, what typing rewrote is put back first, so that
  // Back leads to the last search that was decided on.
  go(url, restore) {
    if (url === this.#settled) return this.rewrite(url);
    this.#remember();
    const origin = address();
    if (restore) this.rewrite(this.#settled);
    this.#entry += 1;
    history.pushState({ entry: this.#entry, origin }, '', url);
    this.#settled = url;
  }

  #remember() {
    this.#left.set(this.#entry, { scroll: scrollY, key: document.activeElement.dataset.key });
  }
}
