// Elements without HTML strings: text from articles and callers only ever becomes text nodes.

// An element with attributes and children. Attributes that are null, undefined or false are left out, true is written
// as an empty value. Children are nodes, strings, numbers, or (nested) arrays of them; null and false are skipped.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  setAttributes(node, attributes);
  node.append(...flat(children));
  return node;
}

// The same in the SVG namespace.
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(node, attributes);
  node.append(...flat(children));
  return node;
}

// Replaces what is in `node`. Focus stays on the control with the same data-key when it is drawn again.
export function fill(node, ...children) {
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  node.replaceChildren(...flat(children));
  if (held) focusKey(node, held);
}

// Focuses the control below `node` whose data-key is `key`. False: there is none.
export function focusKey(node, key) {
  const found = [...node.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key);
  found?.focus({ preventScroll: true });
  return Boolean(found);
}

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

// Nodes for `html` of the API: escaped text with <mark> and nothing else. Whatever else it may hold stays visible text.
// `name` is the element drawn for a mark.
export function marked(html, name = 'mark') {
  const nodes = [];
  let inside = false;
  for (const piece of html.split(/(<\/?mark>)/)) {
    if (piece === '<mark>' || piece === '</mark>') {
      inside = piece === '<mark>';
    } else if (piece) {
      const text = piece.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity]);
      nodes.push(inside ? el(name, {}, text) : document.createTextNode(text));
    }
  }
  return nodes;
}

// `nodes` with `separator` between each two of them.
export function joined(nodes, separator) {
  return nodes.flatMap((node, index) => (index ? [separator, node] : [node]));
}

function setAttributes(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? '' : value);
  }
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
