// Elements without HTML strings: what articles and callers say only becomes text nodes.

// Empty attributes and children are left out; children may be nested.
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value || value === 0) node.setAttribute(key, value === true ? '' : value);
  }
  fill(node, children);
  return node;
}

// Replaces what is in `node`. Focus stays with the data-key that had it.
export function fill(node, ...children) {
  const held = node.contains(document.activeElement) && document.activeElement.dataset.key;
  node.replaceChildren(...children.flat(Infinity).filter((child) => child || child === 0));
  if (held) focusKey(node, held);
}

export function focusKey(node, key) {
  node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

// Nodes for `html` of the API: escaped text with <mark>, drawn as `name`. Whatever else it may hold stays visible text.
export function marked(html, name = 'mark') {
  return html.split(/<mark>(.*?)<\/mark>/s).map((piece, index) => {
    const text = piece.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity) => entities[entity]);
    return index % 2 ? el(name, {}, text) : text;
  });
}

export const joined = (nodes, separator) => nodes.flatMap((node, index) => (index ? [separator, node] : [node]));
