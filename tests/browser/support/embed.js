// What the tests of <dateline-search> share: a host page with the element, the API's answers, and what became of them.
import { after } from 'node:test';
import { page as whole, startHost } from './host.js';

let started;
after(async () => started && (await started).stop());

// The one host of a test file, started when it is first needed.
export const host = () => (started ??= startHost());

export const isSearch = (url) => url.pathname === '/api/v1/search';
export const isSuggest = (url) => url.pathname === '/api/v1/suggest';
export const failing = { expected: /Failed to load resource|blocked by CORS policy/ };

// Opens a host page with `body`, whose script is loaded as in the documents; `options` as of page() in host.js, with `headers`.
// What the element says by events is kept in window.told.
export async function embed(page, body = '<dateline-search></dateline-search>', { head = '', headers, ...options } = {}) {
  const { show, url } = await host();
  await page.addInitScript(() => {
    window.told = [];
    for (const type of ['dateline-results', 'dateline-open', 'dateline-error']) {
      document.addEventListener(type, (event) => window.told.push({ type, ...JSON.parse(JSON.stringify(event.detail)) }));
    }
  });
  const script = `<script type="module" src="${url}/embed/v1/dateline-search.js" crossorigin></script>`;
  await page.goto(show(whole(body, { head: script + head, ...options }), { headers }));
  await page.waitForFunction(() => customElements.get('dateline-search'));
}

// Stands in for the API: `given` is a JSON answer, or a function of the address that gives one, or gives { status, body, headers }.
export async function stub(page, which, given) {
  await page.route(which, async (route) => {
    const value = typeof given === 'function' ? await given(new URL(route.request().url())) : given;
    const { status = 200, headers = {}, body } = value.body === undefined ? { body: JSON.stringify(value) } : value;
    await route.fulfill({
      status, body, headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': '*', ...headers },
    }).catch(() => {});  // the page may have given it up
  });
}

export const box = (page) => page.locator('dateline-search').first().locator('input');
export const summary = (page, pattern) => page.locator('.summary').filter({ hasText: pattern }).first().waitFor();
export const inside = (page) => page.evaluate(() => {
  const { activeElement } = document.activeElement.shadowRoot ?? { activeElement: null };
  return activeElement ? activeElement.className || activeElement.id : null;
});
export const told = (page, type) => page.evaluate((wanted) => window.told.filter((each) => each.type === wanted), type);
