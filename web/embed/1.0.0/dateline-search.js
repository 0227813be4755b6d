// <dateline-search>: a search box with its results for any page, over the HTTP API of a Dateline server. One file, no
// dependencies, made only of nodes and one adopted style sheet: it needs no exception in a strict Content-Security-Policy and
// runs where Trusted Types are required. How to use it: docs/embedding.md. Licence: GPL-2.0-or-later.
(() => {
  'use strict';

  const version = '1.0.0';
  const pause = 150;       // milliseconds from the last key to the search
  const settled = 500;     // ... until screen readers are told
  const slow = 3000;       // ... until the wait is put in words
  const patience = 20000;  // ... until an answer is given up

  const valueFilters = { source: 'source', section: 'section', byline: 'byline', tag: 'tag', 'articles-lang': 'lang' };
  const wording = ['label', 'lang', 'placeholder'];
  const attributes = ['server', 'key', 'q', ...Object.keys(valueFilters), 'from', 'to', 'sort', 'per-page', 'open-in', 'heading-level', ...wording];
  const completed = 'word,name,section,tag,source';  // kinds of completions; headlines stand among the results already

  // Everything that is said. % stands for a value.
  const texts = {
    en: {
      label: 'Search the archive', go: 'Search', offers: 'Completions', articles: ['% article', '% articles'], atLeast: 'At least %', of: '% of %',
      none: 'No article matches.', ways: 'These searches find something:', meant: 'Did you mean %?', without: 'Without %', more: 'Show more articles',
      partial: 'The search ran out of time. These are the best articles among those it had seen.', slow: 'Still searching.', again: 'Try again',
      relaxed: 'Few articles or none have all of these words. The others have most of them.', day: '%, no time given',
      kinds: { name: 'name', section: 'section', tag: 'tag', source: 'source' },
      offline: 'You are offline. The search goes on when the connection is back.', down: 'The search server does not answer.',
      origin: 'The search server does not let this page search. The page’s address, %, has to be listed in its setting cors_origins.',
      busy: 'The search server is busy. This page asks again in a moment.', late: 'The search server takes too long. Fewer words may help.',
      key: 'The search server asks for a valid key.', refused: 'This search cannot be run.', broken: 'The search server reports a fault.',
      setup: 'This search box is not set up correctly.',
    },
    de: {
      label: 'Archiv durchsuchen', go: 'Suchen', offers: 'Vorschläge', articles: ['% Artikel', '% Artikel'], atLeast: 'Mindestens %', of: '% von %',
      none: 'Kein Artikel passt.', ways: 'Diese Suchen finden etwas:', meant: 'Meinten Sie %?', without: 'Ohne %', more: 'Weitere Artikel zeigen',
      partial: 'Die Zeit reichte nicht aus. Dies sind die besten Artikel aus dem durchsuchten Teil.', slow: 'Die Suche läuft noch.', again: 'Noch einmal versuchen',
      relaxed: 'Nur wenige oder keine Artikel enthalten alle Wörter. Die übrigen enthalten die meisten davon.', day: '%, ohne Uhrzeit',
      kinds: { name: 'Name', section: 'Ressort', tag: 'Schlagwort', source: 'Quelle' },
      offline: 'Sie sind offline. Die Suche geht weiter, sobald die Verbindung wieder da ist.', down: 'Der Suchserver antwortet nicht.',
      origin: 'Der Suchserver lässt diese Seite nicht suchen. Ihre Adresse, %, muss in seiner Einstellung cors_origins stehen.',
      busy: 'Der Suchserver ist ausgelastet. Diese Seite fragt gleich noch einmal.', late: 'Der Suchserver braucht zu lange. Weniger Wörter können helfen.',
      key: 'Der Suchserver verlangt einen gültigen Schlüssel.', refused: 'Diese Suche ist nicht möglich.', broken: 'Der Suchserver meldet einen Fehler.',
      setup: 'Dieses Suchfeld ist nicht richtig eingerichtet.',
    },
    fr: {
      label: 'Rechercher dans les archives', go: 'Rechercher', offers: 'Suggestions', articles: ['% article', '% articles'], atLeast: 'Au moins %', of: '% sur %',
      none: 'Aucun article ne correspond.', ways: 'Ces recherches donnent des résultats :', meant: 'Vouliez-vous dire % ?', without: 'Sans %', more: 'Afficher plus d’articles',
      partial: 'Le temps a manqué. Voici les meilleurs articles parmi ceux déjà parcourus.', slow: 'La recherche est toujours en cours.', again: 'Réessayer',
      relaxed: 'Peu d’articles, ou aucun, contiennent tous ces mots. Les autres en contiennent la plupart.', day: '%, heure inconnue',
      kinds: { name: 'nom', section: 'rubrique', tag: 'mot-clé', source: 'source' },
      offline: 'Vous êtes hors ligne. La recherche reprendra au retour de la connexion.', down: 'Le serveur de recherche ne répond pas.',
      origin: 'Le serveur de recherche n’autorise pas cette page. Son adresse, %, doit figurer dans son réglage cors_origins.',
      busy: 'Le serveur de recherche est occupé. Cette page réessaiera dans un instant.', late: 'Le serveur de recherche tarde trop. Moins de mots peuvent aider.',
      key: 'Le serveur de recherche demande une clé valide.', refused: 'Cette recherche est impossible.', broken: 'Le serveur de recherche signale une erreur.',
      setup: 'Ce champ de recherche est mal configuré.',
    },
    es: {
      label: 'Buscar en el archivo', go: 'Buscar', offers: 'Sugerencias', articles: ['% artículo', '% artículos'], atLeast: 'Al menos %', of: '% de %',
      none: 'Ningún artículo coincide.', ways: 'Estas búsquedas encuentran algo:', meant: '¿Quería decir %?', without: 'Sin %', more: 'Mostrar más artículos',
      partial: 'Faltó tiempo. Estos son los mejores artículos entre los ya examinados.', slow: 'La búsqueda sigue en curso.', again: 'Intentar de nuevo',
      relaxed: 'Pocos artículos, o ninguno, tienen todas estas palabras. Los demás tienen la mayoría.', day: '%, sin hora',
      kinds: { name: 'nombre', section: 'sección', tag: 'etiqueta', source: 'fuente' },
      offline: 'No hay conexión. La búsqueda seguirá cuando vuelva.', down: 'El servidor de búsqueda no responde.',
      origin: 'El servidor de búsqueda no admite esta página. Su dirección, %, debe figurar en su ajuste cors_origins.',
      busy: 'El servidor de búsqueda está ocupado. Esta página lo intentará de nuevo en un momento.', late: 'El servidor de búsqueda tarda demasiado. Menos palabras pueden ayudar.',
      key: 'El servidor de búsqueda pide una clave válida.', refused: 'Esta búsqueda no es posible.', broken: 'El servidor de búsqueda informa de un fallo.',
      setup: 'Este cuadro de búsqueda no está bien configurado.',
    },
  };

  // Ink, font and ground are the host's; what else there is of colour is mixed from its ink, so that it fits light and dark pages.
  const css = `
:host { display: block; }
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; }
.all {
  --accent: var(--dateline-accent, var(--a));
  --quiet: var(--dateline-quiet, var(--q));
  --rule: var(--dateline-rule, var(--r));
  --marker: var(--dateline-marker, #f5b80057);
  --headline: var(--dateline-headline-font, Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Noto Serif", serif);
  color: var(--dateline-ink, inherit); background: var(--dateline-paper, transparent); font-family: var(--dateline-font, inherit);
  font-size: var(--dateline-size, 1em); line-height: 1.5; text-align: start; overflow-wrap: anywhere;
  --a: currentColor; --q: currentColor; --r: currentColor;
}
@supports (color: oklch(from red l c h)) {
  .all {
    --a: oklch(from currentColor clamp(.42, l, .78) .13 20);
    --q: color-mix(in srgb, currentColor 76%, transparent); --r: color-mix(in srgb, currentColor 24%, transparent);
  }
}
ol, ul { list-style: none; }
button, input { font: inherit; color: inherit; background: transparent; border-radius: 0; }
a, button, input, .offer { min-block-size: 24px; min-inline-size: 24px; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
label { display: block; font-weight: 700; margin-block-end: .35em; }
.row { display: flex; flex-wrap: wrap; gap: .5em; }
.field { position: relative; flex: 1 1 9em; min-inline-size: 0; }
input { display: block; inline-size: 100%; block-size: 2.6em; padding-inline: .7em; border: 1px solid var(--quiet); appearance: none; }
input::placeholder { color: var(--quiet); opacity: 1; }
input:focus-visible { outline-offset: -1px; }
.button { padding: .35em .8em; border: 1px solid; font-weight: 700; }
.button:hover { color: var(--accent); }
.progress { block-size: 2px; margin-block-start: .6em; border-block-start: 1px solid var(--rule); overflow: hidden; }
.progress::after { content: ""; display: block; block-size: 2px; margin-block-start: -1px; background: var(--accent); opacity: 0; }
.on.progress::after { opacity: 1; }
.offers { position: absolute; inset-inline: 0; inset-block-start: 100%; z-index: 9; border: 1px solid var(--quiet); border-block-start: 0; background: var(--dateline-paper, var(--ground, Canvas)); }
.offer { display: flex; gap: 1em; justify-content: space-between; padding: .3em .7em; cursor: pointer; }
.offer > :last-child, .credit, .foot span { color: var(--quiet); font-size: .85em; }
.offer:hover, [aria-selected=true] { background-image: linear-gradient(var(--rule) 0 0); }
[aria-selected=true] { box-shadow: inset 3px 0 var(--accent), inset -3px 0 var(--accent); }
.summary { padding-block: .7em .5em; font-weight: 700; font-variant-numeric: tabular-nums; }
.note { padding-block-end: .6em; font-size: .9em; }
.results { border-block-start: 1px solid var(--rule); }
.result { padding-block: .9em; border-block-end: 1px solid var(--rule); }
.kicker { color: var(--accent); font-size: .85em; font-weight: 700; line-height: 1.35; }
h1, h2, h3, h4, h5, h6 { font: 700 1.2em/1.25 var(--headline); text-wrap: balance; }
.kicker::first-letter { text-transform: uppercase; }
.headline, .text { font: inherit; color: inherit; text-align: inherit; text-decoration: none; border: 0; }
a.headline { display: inline-block; }
.headline:focus-visible { outline-offset: 0; }
.headline:hover { text-decoration: underline var(--accent) 2px; text-underline-offset: .15em; }
.credit { line-height: 1.4; margin-block-start: .2em; }
.credit > :not(:last-child)::after { content: " · "; }
time { white-space: nowrap; }
.passage { margin-block-start: .35em; max-inline-size: 64ch; font-family: var(--dateline-text-font, var(--headline)); }
mark { background: var(--marker); color: inherit; padding-inline: .1em; margin-inline: -.1em; }
.offer mark, .text mark { background: none; color: inherit; font-weight: 700; }
.text { color: var(--accent); text-decoration: underline; text-underline-offset: .15em; }
.message { padding-block: .8em; max-inline-size: 62ch; }
.message > * + *, .foot { margin-block-start: .8em; }
.foot { display: flex; flex-wrap: wrap; gap: .5em 1em; align-items: center; }
@media (prefers-reduced-motion: no-preference) {
  .on.progress::after { animation: pass 1.2s .15s infinite ease-in-out backwards; }
  @keyframes pass { from { transform: translateX(-100%); } to { transform: translateX(100%); } }
}
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText; }
  .progress::after { forced-color-adjust: none; background: Highlight; }
  [aria-selected=true] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .offer mark, .text mark { color: CanvasText; }
  [aria-selected=true] :is(mark, span) { color: HighlightText; }
}
@media print {
  form, .foot { display: none; }
  mark { background: none; font-weight: 700; text-decoration: underline; }
  .result { break-inside: avoid; }
}`;

  let sheet;
  function styles() {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
    return [sheet];
  }

  // Where this script came from: a module cannot ask document.currentScript, a classic script not import.meta.
  function ownOrigin() {
    const sources = [...document.scripts].map((script) => script.src).concat(performance.getEntriesByType('resource').map((entry) => entry.name));
    const own = document.currentScript?.src || sources.find((source) => /\/dateline-search\.js([?#]|$)/.test(source));
    return new URL(own || location.href, location.href).origin;
  }
  const home = ownOrigin();

  // Nodes. What articles and servers say only becomes text.

  // A part of the page is named by its class, inside for the style sheet and outside as ::part. Empty attributes and children are left out.
  function el(name, { on, ...given } = {}, ...children) {
    const node = document.createElement(name);
    if (given.class) given.part = given.class;
    for (const [key, value] of Object.entries(given)) if (value || value === 0) node.setAttribute(key, value);
    for (const [type, listener] of Object.entries(on ?? {})) node.addEventListener(type, listener);
    node.append(...children.flat(9).filter((child) => child || child === 0));
    return node;
  }

  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

  // Nodes for `html` of the API: escaped text with <mark>. Whatever else it may hold stays visible text.
  function marked(html) {
    return String(html).split(/<mark>(.*?)<\/mark>/s).map((piece, index) => {
      const text = piece.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity) => entities[entity]);
      return index % 2 ? el('mark', { part: 'mark' }, text) : text;
    });
  }

  // The text with values, strings or nodes, in the places of %.
  const put = (text, ...values) => text.split('%').flatMap((piece, index) => (index ? [values[index - 1], piece] : [piece]));

  function safeUrl(text) {
    try {
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) ? url.href : '';
    } catch {
      return '';
    }
  }

  const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  function* ancestors(node) {
    for (let each = node; each; each = parentOf(each)) yield each;
  }

  // The colour behind `node`, for what lies above other things.
  function groundOf(node) {
    for (const each of ancestors(node)) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== 'transparent' && !/[,/] ?0?\.?0\)$/.test(colour)) return colour;
    }
    return 'Canvas';
  }

  // The locale of the element's texts: the nearest lang attribute, then the browser's languages; English where there are no texts. A language
  // without a region takes that of the browser.
  function localeOf(node) {
    const near = [...ancestors(node)].map((each) => each.lang).find(Boolean);
    const found = [near, ...navigator.languages].find(textsOf) ?? 'en';
    return navigator.languages.find((tag) => tag.startsWith(`${found}-`)) ?? found;
  }
  function textsOf(locale) {
    try {
      return texts[new Intl.Locale(locale).language];
    } catch {
      return undefined;
    }
  }

  // Questions to the server.

  // kind: offline, down (no answer), origin (this page may not read its answers), late (given up), busy (429, 503), key (401, 403), refused
  // (other 4xx), broken (5xx, not what was asked for), setup (the attributes). wait: seconds until asking again, if it said.
  class Failure extends Error {
    constructor(kind, detail = '', more = {}) {
      super(detail);
      Object.assign(this, { kind, detail, status: 0, wait: 0, requestId: '', ...more });
    }
  }

  // The JSON at `path`. Throws Failure, whose kind means nothing once `signal` is aborted.
  async function ask(server, path, key, signal) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), patience);
    signal.addEventListener('abort', () => limit.abort());
    try {
      const response = await fetch(server + path, { signal: limit.signal, headers: key ? { Authorization: `Bearer ${key}` } : {} });
      if (!response.ok) throw await failureOf(response);
      return await response.json();
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof SyntaxError) throw new Failure('broken', 'Its answer cannot be read.');
      throw new Failure(limit.signal.aborted ? 'late' : navigator.onLine ? 'down' : 'offline');
    } finally {
      clearTimeout(timer);
    }
  }

  async function failureOf(response) {
    const { status, headers } = response;
    const kinds = { 401: 'key', 403: 'key', 429: 'busy', 503: 'busy' };
    const { detail = '', request_id: requestId = '' } = await response.json().catch(() => ({}));
    return new Failure(kinds[status] ?? (status < 500 ? 'refused' : 'broken'), detail, { status, requestId, wait: Number(headers.get('Retry-After')) || 1 });
  }

  // A server that gives its script to everybody but no answer to this page has not listed the page's origin.
  async function refinedFailure(failure, server) {
    if (failure.kind !== 'down' || server === location.origin) return failure;
    const up = await fetch(`${server}/embed/v1/integrity.json`, { cache: 'no-store' }).then((response) => response.ok, () => false);
    return up ? new Failure('origin') : failure;
  }

  // One value as it stands, or several as a JSON array of strings.
  function valuesOf(name, text) {
    if (!text.startsWith('[')) return text ? [text] : [];
    try {
      const values = JSON.parse(text);
      if (values.every((value) => value && typeof value === 'string')) return values;
    } catch { /* told below */ }
    throw new Failure('setup', `The attribute ${name} has to be one value, or a JSON array of strings.`);
  }

  class DatelineSearch extends HTMLElement {
    static observedAttributes = attributes;
    static version = version;

    #box; #label; #go; #offers; #progress; #wait; #found; #status;  // elements
    #list; #foot;          // of the results that are shown
    #text; #locale;        // texts and Intl locale
    #timers = {};          // by what they are for
    #asking; #completing;  // AbortControllers of what is under way
    #typing = false;       // the last question was typed, and nobody has decided on it
    #active = -1;          // the option that the arrow keys have reached
    #shown = '';           // the query whose results are shown
    #retry = () => {};     // asks again what failed for want of a connection
    #online = () => this.#retry();

    constructor() {
      super();
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = styles();
    }

    connectedCallback() {
      if (!this.#box) this.#build();
      addEventListener('online', this.#online);
      this.#word();
      this.#later(0);
    }

    disconnectedCallback() {
      removeEventListener('online', this.#online);
      this.#close();
      this.#stop();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#box || before === now) return;
      if (name === 'q') this.#box.value = this.q;
      if (wording.includes(name)) this.#word();
      this.#later(0);
    }

    // What stands in the box.
    get value() { return this.#box ? this.#box.value : this.q; }

    // Puts `q` into the box and searches at once. The promise is kept when the answer or its failure is shown, or overtaken.
    search(q) {
      if (!this.#box) this.#build();
      this.#box.value = q;
      this.#close();
      return this.#run();
    }

    clear() { return this.search(''); }

    focus(options) { this.#box?.focus(options); }

    // The parts.

    #build() {
      for (const name of attributes) this.#takeEarly(propertyOf(name));
      this.#box = el('input', {
        class: 'box', id: 'q', type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'offers', dir: 'auto',
        autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', maxlength: 4000,
        on: { input: () => this.#typed(), keydown: (event) => this.#key(event), blur: () => this.#close() },
      });
      this.#box.value = this.q;
      this.#label = el('label', { for: 'q', class: 'label' });
      this.#go = el('button', { class: 'button' });
      this.#offers = el('ul', { class: 'offers', id: 'offers', role: 'listbox', hidden: 'true', on: { mousedown: (event) => event.preventDefault() } });
      this.#progress = el('div', { class: 'progress' });
      this.#wait = el('p', { class: 'note wait', dir: 'auto', hidden: 'true' });
      this.#found = el('div', { class: 'found' });
      this.#status = el('p', { class: 'unseen', role: 'status' });
      const submit = (event) => {
        event.preventDefault();
        this.#close();
        this.#run();
      };
      this.shadowRoot.append(el('div', { class: 'all' },
        el('form', { class: 'form', role: 'search', on: { submit } }, this.#label,
          el('div', { class: 'row' }, el('div', { class: 'field' }, this.#box, this.#offers), this.#go), this.#progress),
        this.#wait, this.#found, this.#status));
    }

    // A property that was set before the element was defined hides the accessor of the same name.
    #takeEarly(property) {
      if (!Object.hasOwn(this, property)) return;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }

    // Puts the words of the language on what is there.
    #word() {
      this.#locale = localeOf(this);
      const text = this.#text = textsOf(this.#locale);
      const name = this.label || text.label;
      this.#box.form.parentNode.lang = this.#locale;
      this.#box.form.setAttribute('aria-label', name);
      this.#label.textContent = name;
      this.#label.className = this.label ? 'label' : 'unseen';
      this.#box.placeholder = this.hasAttribute('placeholder') ? this.placeholder : text.label;
      this.#go.textContent = text.go;
      this.#wait.textContent = text.slow;
      this.#offers.ariaLabel = text.offers;
    }

    // Searching.

    #typed() {
      this.#timer('search', pause, () => {
        this.#run(1, true);
        this.#complete();
      });
    }

    #later(ms) { this.#timer('search', ms, () => this.#run()); }

    #timer(name, ms, action) {
      clearTimeout(this.#timers[name]);
      this.#timers[name] = setTimeout(action, ms);
    }

    // Gives up what is under way and what was to come.
    #stop() {
      Object.values(this.#timers).forEach(clearTimeout);
      this.#asking?.abort();
      this.#retry = () => {};
    }

    // Searches for what stands in the box, whose last word may go on where it is being typed. Whatever was asked before is overtaken,
    // and its answer never shown.
    async #run(page = 1, typing = false) {
      this.#stop();
      this.#typing = typing;
      const { signal } = this.#asking = new AbortController();
      const q = this.value.trim();
      if (!q) return this.#idle();
      this.#busy(true);
      let answer, failure, server;
      try {
        server = this.#origin();
        answer = await ask(server, this.#path(q, page), this.key, signal);
        if (!Array.isArray(answer?.hits)) throw new Failure('broken', 'Its answer cannot be read.');
      } catch (error) {
        failure = await refinedFailure(error, server);
      }
      if (signal.aborted) return undefined;
      this.#busy(false);
      return failure ? this.#fail(failure, page) : this.#show(q, answer);
    }

    #origin() {
      if (!this.server) return home;
      const url = safeUrl(this.server);
      if (!url) throw new Failure('setup', 'The attribute server has to be the origin of a Dateline server.');
      return new URL(url).origin;
    }

    #path(q, page) {
      const parameters = new URLSearchParams({ q });
      for (const [attribute, name] of Object.entries(valueFilters)) {
        for (const value of valuesOf(attribute, this[propertyOf(attribute)])) parameters.append(name, value);
      }
      const rest = { from: this.from, to: this.to, sort: this.sort, per_page: this.perPage, page: page > 1 && page, typing: this.#typing };
      for (const [name, value] of Object.entries(rest)) if (value) parameters.set(name, value);
      return `/api/v1/search?${parameters}`;
    }

    #busy(on) {
      clearTimeout(this.#timers.slow);
      this.#progress.classList.toggle('on', on);
      this.#found.ariaBusy = on;
      this.#wait.hidden = true;
      if (!on) return;
      this.#timer('slow', slow, () => {
        this.#wait.hidden = false;
        this.#say(this.#text.slow);
      });
    }

    #idle() {
      this.#shown = '';
      this.#busy(false);
      this.#replace();
      this.#say('');
    }

    #say(text) {
      this.#timer('say', settled, () => { this.#status.textContent = text; });
    }

    #emit(type, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
    }

    // What was found.

    // Puts the nodes below the box. Focus that was on something there goes to the first of them.
    #replace(...nodes) {
      const held = this.#found.contains(this.shadowRoot.activeElement);
      this.#found.replaceChildren(...nodes.flat(9).filter(Boolean));
      if (held) (this.#found.firstElementChild ?? this.#box).focus();
    }

    #show(q, answer) {
      const { page, hits } = answer;
      const total = this.#total(answer);
      const items = hits.map((hit) => this.#result(hit, q));
      if (page > 1) this.#append(items, answer);
      else {
        this.#list = el('ol', { class: 'results', role: 'list' }, items);
        this.#foot = el('div', { class: 'foot' }, this.#more(answer));
        this.#replace(el('p', { class: 'summary', dir: 'auto', tabindex: -1 }, total), this.#suggestion(answer), this.#notes(answer),
          hits.length > 0 ? [this.#list, this.#foot] : this.#ways(answer));
      }
      this.#shown = q;
      this.#say(page > 1 ? this.#reach(answer) : total);
      this.#emit('dateline-results', { q, page, answer });
    }

    // The next page below what is shown. Focus that was on the button goes to the first new headline.
    #append(items, answer) {
      const held = this.#foot.contains(this.shadowRoot.activeElement);
      this.#list.append(...items);
      this.#foot.replaceChildren(...this.#more(answer));
      if (held) items[0]?.querySelector('.headline').focus();
    }

    #number(value) { return new Intl.NumberFormat(this.#locale).format(value); }

    #count(total) {
      const [one, many] = this.#text.articles;
      return put(new Intl.PluralRules(this.#locale).select(total) === 'one' ? one : many, this.#number(total)).join('');
    }

    #total({ total, total_relation: relation }) {
      if (!total) return this.#text.none;
      return relation === 'gte' ? put(this.#text.atLeast, this.#count(total)).join('') : this.#count(total);
    }

    #reach({ page, per_page: size, total }) {
      return put(this.#text.of, this.#number(Math.min(page * size, total)), this.#number(total)).join('');
    }

    #more(answer) {
      if (answer.page >= answer.pages) return [];
      const click = () => this.#run(this.value.trim() === this.#shown ? answer.page + 1 : 1, this.#typing);
      return [el('button', { class: 'button more', type: 'button', on: { click } }, this.#text.more), el('span', { dir: 'auto' }, this.#reach(answer))];
    }

    // A search that is offered.
    #link(q, ...text) {
      return el('button', { class: 'text', type: 'button', dir: 'auto', on: { click: () => this.search(q) } }, text);
    }

    #suggestion({ suggestion }) {
      return suggestion && el('p', { class: 'note suggestion', dir: 'auto' }, put(this.#text.meant, this.#link(suggestion.q, marked(suggestion.html))));
    }

    // The server's own words are English.
    #notes({ partial, relaxed, warnings = [] }) {
      const others = relaxed ? [] : warnings.map(({ detail }) => el('p', { class: 'note', lang: 'en', dir: 'auto' }, detail));
      return [relaxed && this.#text.relaxed, partial && this.#text.partial].filter(Boolean).map((text) => el('p', { class: 'note', dir: 'auto' }, text)).concat(others);
    }

    // What finds something where this search does not. What the page has fixed stays fixed.
    #ways({ suggestion, ways_out: all = [] }) {
      const ways = all.filter(({ code, without }) => !without?.length && !(suggestion && code === 'correction'));
      if (!ways.length) return [];
      const english = this.#text === texts.en;
      return el('div', { class: 'message', dir: 'auto' }, el('p', {}, this.#text.ways), el('ul', {}, ways.map(({ q, detail, total }) => el('li', {},
        english && `${detail} `, this.#link(q, q), ` (${this.#count(total)})`))));
    }

    #result(hit, q) {
      const level = /^[1-6]$/.test(this.headingLevel) ? this.headingLevel : 3;
      return el('li', { class: 'result', lang: hit.lang, dir: 'auto' },
        hit.section && el('p', { class: 'kicker' }, hit.section),
        el(`h${level}`, { class: 'heading' }, this.#headline(hit, q)),
        this.#credit(hit),
        (hit.highlights?.body ?? []).map(({ html }) => el('p', { class: 'passage' }, marked(html))),
        hit.missing?.length > 0 && el('p', { class: 'credit', lang: this.#locale }, put(this.#text.without, hit.missing.join(', '))));
    }

    #headline(hit, q) {
      const page = `${this.#origin()}/articles/${encodeURIComponent(hit.id)}?${new URLSearchParams({ q })}`;
      const href = (this.openIn === 'original' && safeUrl(hit.url)) || page;
      const title = hit.highlights?.title ? marked(hit.highlights.title.html) : hit.title;
      const click = (event) => this.#emit('dateline-open', { hit, url: href }, true) || event.preventDefault();
      if (this.openIn === 'event') return el('button', { class: 'headline', type: 'button', on: { click } }, title);
      const tab = this.openIn !== 'self' && { target: '_blank', rel: 'noopener' };
      return el('a', { class: 'headline', href, ...tab, on: { click } }, title);
    }

    // Source, byline and date on one line.
    #credit({ source, byline = [], published }) {
      const names = byline.filter((name) => name !== source).join(', ');
      const parts = [source, names].filter(Boolean).map((text) => el('span', { dir: 'auto' }, text));
      return el('p', { class: 'credit' }, parts, published && this.#time(published));
    }

    // The day where the reader is, with the exact time as its title; a date without a time stays that day.
    #time(value) {
      const date = new Date(value);
      if (isNaN(date)) return el('span', {}, value);
      const format = (options) => new Intl.DateTimeFormat(this.#locale, options).format(date);
      const [text, title] = value.length === 10 ? [format({ dateStyle: 'long', timeZone: 'UTC' }), put(this.#text.day, value).join('')]
        : [format({ dateStyle: 'long' }), format({ dateStyle: 'full', timeStyle: 'long' })];
      return el('time', { datetime: value, title, lang: this.#locale }, text);
    }

    // What went wrong, in place of the results, or below those that are there.
    #fail(failure, page) {
      const { kind, detail, status, wait, requestId } = failure;
      const again = () => this.#run(page, this.#typing);
      const title = put(this.#text[kind], location.origin).join('');
      const message = el('div', { class: 'message', dir: 'auto', tabindex: -1 }, el('p', { class: 'failure' }, title),
        detail && el('p', { lang: 'en', class: 'note' }, detail, requestId && ` (${requestId})`),
        kind !== 'setup' && el('button', { class: 'button retry', type: 'button', on: { click: again } }, this.#text.again));
      if (page === 1) this.#replace(message);
      else {
        const held = this.#foot.contains(this.shadowRoot.activeElement);
        this.#foot.replaceChildren(message);
        if (held) message.focus();
      }
      if (kind === 'busy') this.#timer('again', wait * 1000, again);
      if (kind === 'offline') this.#retry = again;
      this.#say(title);
      this.#emit('dateline-error', { kind, status, detail, requestId, retryAfter: wait });
    }

    // Completions: a combobox with a list, in which nothing is chosen until a person does so.

    async #complete() {
      this.#completing?.abort();
      const { signal } = this.#completing = new AbortController();
      const q = this.value;
      if (!q.trim()) return this.#close();
      try {
        const { suggestions } = await ask(this.#origin(), `/api/v1/suggest?${new URLSearchParams({ q, limit: 6, kinds: completed })}`, this.key, signal);
        if (!signal.aborted && this.shadowRoot.activeElement === this.#box) this.#offer(suggestions.filter(({ q: each }) => each !== q.trim()));
      } catch {
        // The search says what is wrong.
      }
      return undefined;
    }

    #offer(suggestions) {
      this.#close();
      if (!suggestions.length) return;
      this.#offers.replaceChildren(...suggestions.map(({ kind, html, q }, index) => el('li', {
        class: 'offer', role: 'option', id: `offer-${index}`, 'aria-selected': 'false', on: { click: () => this.search(q) },
      }, el('span', { dir: 'auto' }, marked(html)), el('span', {}, this.#text.kinds[kind]))));
      this.#offers.style.setProperty('--ground', groundOf(this));
      this.#offers.hidden = false;
      this.#box.ariaExpanded = 'true';
    }

    #close() {
      this.#completing?.abort();
      this.#offers.hidden = true;
      this.#box.ariaExpanded = 'false';
      this.#mark(-1);
    }

    #mark(index) {
      const options = this.#offers.children;
      options[this.#active]?.setAttribute('aria-selected', 'false');
      this.#active = index;
      options[index]?.setAttribute('aria-selected', 'true');
      options[index]?.scrollIntoView({ block: 'nearest' });
      if (index < 0) this.#box.removeAttribute('aria-activedescendant');
      else this.#box.setAttribute('aria-activedescendant', options[index].id);
    }

    #key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const open = !this.#offers.hidden;
      const places = this.#offers.children.length + 1;  // the options, and none of them
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (step && open) this.#mark((this.#active + 1 + step + places) % places - 1);
      else if (step) this.#complete();
      else if (event.key === 'Escape' && open) this.#close();
      else if (event.key === 'Enter' && this.#active >= 0) this.#offers.children[this.#active].click();
      else return;
      event.preventDefault();
      event.stopPropagation();  // Escape closes this list and not the dialog around it
    }
  }

  // "per-page" is the property perPage.
  function propertyOf(attribute) {
    return attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  }

  // Every attribute is a property too; several values may be given as an array. lang is every element's.
  for (const attribute of attributes.filter((name) => name !== 'lang')) {
    Object.defineProperty(DatelineSearch.prototype, propertyOf(attribute), {
      configurable: true,
      enumerable: true,
      get() { return (this.getAttribute(attribute) ?? '').trim(); },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, Array.isArray(value) ? JSON.stringify(value) : value);
      },
    });
  }

  // The first version that a page loads is the one that it has.
  if (!customElements.get('dateline-search')) customElements.define('dateline-search', DatelineSearch);
})();
