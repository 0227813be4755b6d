// <dateline-search> when something is wrong: each state in words, with a way on.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { after } from 'node:test';
import { answer } from './support/answers.js';
import { browserTest } from './support/browser.js';
import { page as whole, startHost } from './support/host.js';
import { box, embed, failing, host, inside, isSearch, stub, summary, told } from './support/embed.js';

let strangers;
after(async () => strangers && (await strangers).stop());

const problem = (status, fields = {}, headers = {}) => ({ status, headers, body: JSON.stringify({ status, ...fields }) });
const failure = (page, pattern) => page.locator('.failure').filter({ hasText: pattern }).waitFor();

// What is answered, the words for it, the kind in the event, and the server's own words below.
const rows = [
  [problem(400, { detail: 'Colour is not known.', request_id: 'r1' }), 'This search cannot be run.', 'refused', 'Colour is not known. (r1)'],
  [problem(404, { detail: 'Nothing is there.' }), 'This search cannot be run.', 'refused', 'Nothing is there.'],
  [problem(401), 'The search server asks for a valid key.', 'key', ''],
  [problem(403), 'The search server asks for a valid key.', 'key', ''],
  [problem(429, { detail: 'Too many.' }, { 'Retry-After': '9' }), 'The search server is busy. This page asks again in a moment.', 'busy', 'Too many.'],
  [problem(503, { detail: 'Too many.' }, { 'Retry-After': '9' }), 'The search server is busy. This page asks again in a moment.', 'busy', 'Too many.'],
  [problem(500, { detail: 'It failed.', request_id: 'r2' }), 'The search server reports a fault.', 'broken', 'It failed. (r2)'],
  [{ status: 502, body: '<p>proxy</p>' }, 'The search server reports a fault.', 'broken', ''],
  [{ body: '<p>proxy</p>' }, 'The search server reports a fault.', 'broken', 'Its answer cannot be read.'],
  [{ body: '{}' }, 'The search server reports a fault.', 'broken', 'Its answer cannot be read.'],
  [{ body: 'null' }, 'The search server reports a fault.', 'broken', 'Its answer cannot be read.'],
];
for (const [given, words, kind, detail] of rows) {
  browserTest(`${given.status ?? 200} ${given.body.slice(0, 20)}: ${words}`, failing, async (page) => {
    await embed(page);
    await stub(page, isSearch, given);
    await box(page).fill('backdoor');
    await failure(page, words);
    assert.equal((await page.locator('.message .note').allTextContents()).join(), detail);
    const [error] = await told(page, 'dateline-error');
    assert.deepEqual([error.kind, error.status], [kind, given.status > 399 ? given.status : 0]);
    await page.locator('p[role=status]').filter({ hasText: words }).waitFor({ state: 'attached' });
    await page.unrouteAll();
    await page.locator('.retry').press('Enter');
    await summary(page, /articles/);
    assert.equal(await inside(page), 'summary');
  });
}

browserTest('what a real server refuses can be read by the page', failing, async (page) => {
  await embed(page, '<dateline-search q="backdoor" from="1950-99"></dateline-search>');
  await failure(page, 'This search cannot be run.');
  assert.match(await page.locator('.message .note').textContent(), /1950-99|date/);
});

browserTest('a server that does not list the page’s origin: the words say which setting', failing, async (page) => {
  const { show, url, origin } = await (strangers ??= startHost({ listed: false }));
  await page.goto(show(whole(`<dateline-search q="backdoor"></dateline-search><script type="module" src="${url}/embed/v1/dateline-search.js"></script>`)));
  await failure(page, `The page’s address, ${origin}, has to be listed in its setting cors_origins.`);
});

browserTest('a server that is not there', failing, async (page) => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address();
  closed.close();
  await embed(page, `<dateline-search q="backdoor" server="http://127.0.0.1:${port}"></dateline-search>`);
  await failure(page, 'The search server does not answer.');
  await page.evaluate(async (url) => { document.querySelector('dateline-search').server = url; }, (await host()).url);
  await summary(page, /articles/);
});

browserTest('offline is told, and ends by itself', failing, async (page) => {
  await embed(page);
  await page.context().setOffline(true);
  await box(page).fill('backdoor');
  await failure(page, 'You are offline.');
  await page.context().setOffline(false);
  await summary(page, /articles/);
});

async function stopClock(page) {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
}

browserTest('a busy server is asked again when it said', failing, async (page) => {
  await embed(page);
  await stopClock(page);
  await stub(page, isSearch, problem(503, {}, { 'Retry-After': '7' }));
  await box(page).fill('backdoor');
  await page.clock.runFor(200);
  await failure(page, 'busy');
  await page.unrouteAll();
  await page.clock.runFor(6000);
  await failure(page, 'busy');
  await page.clock.runFor(2000);
  await summary(page, /articles/);
});

browserTest('a long wait is put in words, and one without end is given up', {}, async (page) => {
  await embed(page);
  await stopClock(page);
  await page.route(isSearch, () => {});
  await box(page).fill('backdoor');
  await page.clock.runFor(1000);
  assert.equal(await page.getByText('Still searching.').count(), 1);
  assert.ok(await page.locator('.wait').isHidden());
  await page.clock.runFor(4000);
  assert.ok(await page.locator('.wait').isVisible());
  assert.equal(await page.locator('[role=status]').textContent(), 'Still searching.');
  await page.clock.runFor(17000);
  await failure(page, 'The search server takes too long.');
  assert.ok(await page.locator('.wait').isHidden());
});

browserTest('while it searches what was found stays, and the page is told', {}, async (page) => {
  await embed(page, '<dateline-search q="backdoor"></dateline-search>');
  await summary(page, /articles/);
  await page.route(isSearch, () => {});
  await box(page).fill('other');
  await page.locator('.found[aria-busy=true]').waitFor();
  await page.locator('.progress.on').waitFor();
  assert.ok(await page.locator('.result').count() > 0);
});

browserTest('a status for screen readers comes once things have settled', {}, async (page) => {
  await embed(page);
  await stub(page, isSearch, (url) => answer([], { total: url.searchParams.get('q').length, hits: answer([{}]).hits }));
  await page.evaluate(() => {
    window.said = [];
    const status = document.querySelector('dateline-search').shadowRoot.querySelector('[role=status]');
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
  });
  await page.evaluate(async () => {
    const search = document.querySelector('dateline-search');
    for (const q of ['a', 'ab', 'abc']) await search.search(q);
  });
  await page.waitForFunction(() => window.said.includes('3 articles'));
  assert.deepEqual(await page.evaluate(() => window.said), ['3 articles']);
});
