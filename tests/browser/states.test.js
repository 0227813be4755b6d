// What the page says when there is nothing to show, or no one to ask.
import assert from 'node:assert/strict';
import { answer, browserTest, heading, open } from './support/browser.js';

const isSearch = (url) => url.pathname === '/api/v1/search';
const failing = { expected: /Failed to load resource/ };
const problem = (status, fields, headers = {}) => (route) => route.fulfill({
  status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body: JSON.stringify({ status, ...fields }),
});

async function stopClock(page) {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
}

browserTest('the start page tells what is in the archive and shows the newest headlines', {}, async (page) => {
  await open(page, '/');
  const stats = await (await page.request.get('/api/v1/stats')).json();
  await page.getByText(`${stats.articles.toLocaleString('en-GB')} articles`).waitFor();
  assert.equal(await page.locator('.front .hit').count(), Math.min(10, stats.articles));
  assert.ok(await page.evaluate(() => document.activeElement.id === 'q'));
});

browserTest('every example search of the start page finds something', {}, async (page) => {
  await open(page, '/');
  const links = await page.locator('.tries a').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
  assert.equal(links.length, 3);
  for (const link of links) {
    await open(page, link);
    assert.ok(await page.locator('.hits > li').count() > 0, link);
  }
});

browserTest('an empty archive says so', {}, async (page) => {
  await page.route(isSearch, (route) => route.fulfill({ json: answer([], { pages: 0 }) }));
  await page.route('**/api/v1/stats', (route) => route.fulfill({
    json: { articles: 0, sources: [], first_published: null, last_published: null, indexed_at: null, revision: 'r', last_run: null },
  }));
  await open(page, '/');
  await page.getByText('The archive is empty.').waitFor();
});

browserTest('nothing found: the words and the ways out', {}, async (page) => {
  await open(page, '/?q=backdoor+zyzzyva');
  await heading(page, /^No articles for backdoor zyzzyva$/);
  await page.getByText('No article has all of these words.').waitFor();
  await page.getByText('No article of the archive has “zyzzyva”.').getByRole('link').click();
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('nothing found with filters: the same without them', {}, async (page) => {
  await open(page, '/?q=backdoor&from=1950&to=1951');
  await page.getByText('No article matches with these filters.').waitFor();
  await page.getByText('Articles match without the filters.').getByRole('link').click();
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('a search that the server refuses is answered in its words', failing, async (page) => {
  await open(page, '/?q=backdoor&from=1950-99');
  await heading(page, /^This search cannot be run\.$/);
  assert.ok((await page.locator('.failure p').first().textContent()).length > 10);
  assert.equal(await page.locator('#from').inputValue(), '1950-99');
  await page.locator('#from').fill('');
  await page.locator('#from').press('Enter');
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('a fault of the server is told with its request, and can be tried again', failing, async (page) => {
  await page.route(isSearch, problem(500, { detail: 'The search failed.', request_id: 'abc123' }));
  await open(page, '/?q=backdoor');
  await heading(page, /^The search server reports a fault\.$/);
  await page.getByText('The search failed. Request abc123.').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('an answer that is not JSON is a fault, not silence', {}, async (page) => {
  await page.route(isSearch, (route) => route.fulfill({ contentType: 'text/html', body: '<p>proxy</p>' }));
  await open(page, '/?q=backdoor');
  await heading(page, /^The search server reports a fault\.$/);
});

browserTest('a server that is down is told, and found again by itself', failing, async (page) => {
  await open(page, '/');
  await stopClock(page);
  await page.route(isSearch, (route) => route.abort('connectionrefused'));
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(200);
  await heading(page, /^The search server does not answer\.$/);
  await page.unrouteAll();
  await page.clock.runFor(3500);
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('a busy server is asked again when it said', failing, async (page) => {
  await open(page, '/');
  await stopClock(page);
  await page.route(isSearch, problem(503, { detail: 'Too many searches.' }, { 'Retry-After': '7' }));
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(200);
  await heading(page, /^The search server is busy\.$/);
  await page.unrouteAll();
  await page.clock.runFor(6000);
  await heading(page, /^The search server is busy\.$/);
  await page.clock.runFor(2000);
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('an answer that does not come is given up', {}, async (page) => {
  await open(page, '/');
  await stopClock(page);
  await page.route(isSearch, () => {});
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(4000);
  await page.locator('#status').filter({ hasText: 'Still searching.' }).waitFor({ state: 'attached' });
  await page.clock.runFor(17000);
  await heading(page, /^The search server takes too long\.$/);
});

browserTest('offline is told, and ends by itself', failing, async (page) => {
  await open(page, '/');
  await page.context().setOffline(true);
  await page.locator('#q').fill('backdoor');
  await heading(page, /^You are offline\.$/);
  await page.context().setOffline(false);
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('an article that does not exist', failing, async (page) => {
  await open(page, '/articles/there-is-no-such-article?q=backdoor');
  await heading(page, /^There is no such article in the archive\.$/);
  await page.getByRole('link', { name: /^Back to results/ }).click();
  await heading(page, /^\d+ articles? for backdoor$/);
});
