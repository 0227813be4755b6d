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

// The origin of the page around, where the browser tells it.
function around() {
  if (location.ancestorOrigins) return location.ancestorOrigins[0];
  return URL.canParse?.(document.referrer) ? new URL(document.referrer).origin : undefined;
}
