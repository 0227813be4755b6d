// What the scripts share: the parts of the page, its words, its voice, a place to keep things, and its height in a frame.

export const part = (id) => document.getElementById(id);
export const main = part('main');
export const box = part('q');
export const isEmbedded = document.body.classList.contains('embed');

export const locale = document.body.dataset.lang;
const texts = JSON.parse(document.body.dataset.texts || '{}');
const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);

// The sentence `key` of texts.json, with the values of its {names}. Numbers are written as the reader writes them.
export function text(key, values = {}) {
  const shown = (value) => (typeof value === 'number' ? numbers.format(value) : value);
  return (texts[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}
export const articles = (n) => text(plurals.select(n) === 'one' ? 'article' : 'articles', { n });

// An element; children are nodes and strings, which become text. Empty attributes are left out.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value || value === 0) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// Says `words` to who listens, once the page has been quiet for a moment.
let saying;
export function say(words) {
  clearTimeout(saying);
  saying = setTimeout(() => { part('status').textContent = words; }, 500);
}

// What this browser keeps under `name`, or undefined. It may forbid to keep anything, or be full.
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(`dateline.${name}`)) ?? undefined;
  } catch {
    return undefined;
  }
}
export function keep(name, value) {
  try {
    localStorage.setItem(`dateline.${name}`, JSON.stringify(value));
  } catch {
    // It is not kept then.
  }
}

// In a frame: tells the page around it how high it is, if the server lets that page show it.
export function tellHeight() {
  const origin = around();
  const allowed = (document.body.dataset.ancestors ?? '').split(' ').map((word) => (word === 'self' ? location.origin : word));
  if (parent === window || !allowed.includes(origin)) return;
  let told;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) parent.postMessage({ type: 'dateline-height', height }, origin);
    told = height;
  }).observe(document.body);
}

function around() {
  if (location.ancestorOrigins) return location.ancestorOrigins[0];
  return URL.canParse?.(document.referrer) ? new URL(document.referrer).origin : undefined;
}
