// The history: typing rewrites the current entry, a decision (Enter, a filter, a page, an article) makes a new one. In a frame
// nothing makes one: Back belongs to the page around it.
import { isEmbedded } from './page.js';

export const address = () => location.pathname + location.search;

// Whether two addresses ask the same, in whatever order. null is none.
export function same(one, other) {
  const sorted = (path) => {
    const url = new URL(path, location.origin);
    url.searchParams.sort();
    return url.pathname + url.search;
  };
  return one !== null && other !== null && sorted(one) === sorted(other);
}

export class Place {
  #settled = address();  // before typing rewrote it; null: only typing has made this entry
  #left = new Map();  // entry number -> { scroll, key } when it was left
  #entry = history.state?.entry ?? 0;

  // `onReturn({ scroll, key })` is called after Back and Forward: where the page stood, and what had focus.
  constructor(onReturn) {
    // Who comes back from elsewhere, or loads the page anew, finds the place by the browser's own means.
    addEventListener('pageshow', () => { history.scrollRestoration = 'manual'; });
    addEventListener('pagehide', () => { history.scrollRestoration = 'auto'; });
    addEventListener('popstate', ({ state }) => {
      this.#remember();
      this.#entry = state?.entry ?? 0;
      this.#settled = address();
      onReturn(this.#left.get(this.#entry) ?? { scroll: 0 });
    });
  }

  // The address that led here, if it was one of ours.
  get origin() {
    return history.state?.origin;
  }

  rewrite(url) {
    history.replaceState(history.state, '', url);
  }

  // Makes a new entry, unless it would repeat this one. With `restore`, what typing rewrote is put back first, so that
  // Back leads to the last search that was decided on. `typed`: nobody decided on this one yet.
  go(url, { restore, typed } = {}) {
    const stays = isEmbedded || same(url, this.#settled) || (restore && this.#settled === null);
    if (stays) this.rewrite(url);
    else {
      this.#remember();
      const origin = address();
      if (restore) this.rewrite(this.#settled);
      this.#entry += 1;
      history.pushState({ entry: this.#entry, origin }, '', url);
    }
    this.#settled = typed ? null : address();
  }

  #remember() {
    this.#left.set(this.#entry, { scroll: scrollY, key: document.activeElement.dataset.key });
  }
}
