// The results in a frame of another page.
import assert from 'node:assert/strict';
import { base, browserTest } from './support/browser.js';
import { frameOrigin } from './support/server.js';

const around = (search) => `<!doctype html><title>News</title><h1>News</h1>
  <script>window.told = []; addEventListener('message', ({ data, origin }) => told.push({ ...data, origin }));</script>
  <iframe width="600" height="300" src="${base}/embed?${search}"></iframe>`;

// Opens a page of `origin` with the frame in it. Gives the frame.
async function framed(page, origin, search = 'q=backdoor') {
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: around(search) }));
  await page.goto(`${origin}/page.html`);
  return page.frameLocator('iframe');
}

browserTest('typing in a frame searches there, and leaves Back to the page around it', {}, async (page) => {
  const frame = await framed(page, frameOrigin);
  await frame.locator('main[aria-busy=false]').waitFor();
  const entries = await page.evaluate(() => history.length);
  await frame.locator('#q').fill('ferry');
  await frame.locator('#heading').filter({ hasText: /for ferry$/ }).waitFor();
  await frame.locator('#q').press('Enter');
  await frame.locator('#q').fill('');
  await frame.locator('#heading').filter({ hasNotText: 'ferry' }).waitFor();
  assert.equal(await page.evaluate(() => history.length), entries);
  assert.match(page.frames()[1].url(), /\/embed$/);
});

browserTest('articles open beside the frame, as a page of their own', {}, async (page) => {
  const frame = await framed(page, frameOrigin);
  await frame.locator('main[aria-busy=false]').waitFor();
  const opened = page.context().waitForEvent('page');
  await frame.locator('.hits h2 a').first().click();
  const article = await opened;
  await article.locator('.article h1').waitFor();
  assert.match(new URL(article.url()).pathname, /^\/articles\//);
  assert.equal(await frame.locator('.hits').count(), 1);
});

browserTest('the page around is told how high the frame is, again when that changes', {}, async (page) => {
  const frame = await framed(page, frameOrigin);
  await page.waitForFunction(() => window.told.length > 0);
  const height = () => page.evaluate(() => window.told.at(-1).height);
  const first = await page.evaluate(() => window.told[0]);
  assert.deepEqual([first.type, first.origin], ['dateline-height', base]);
  await frame.locator('main[aria-busy=false]').waitFor();
  const full = await height();
  const needed = await page.frames()[1].evaluate(() => document.documentElement.scrollHeight);
  assert.ok(Math.abs(full - needed) <= 1, `${full} of ${needed}`);
  await frame.locator('#q').fill('backdoor zyzzyva -backdoor');
  await page.waitForFunction((before) => window.told.at(-1).height < before, full);
});

browserTest('nobody else is told, even where a frame is shown', {}, async (page) => {
  await page.route((url) => url.pathname === '/embed', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': policy, ...headers } = response.headers();
    await route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy.replace(/frame-ancestors.*/, '') } });
  });
  const frame = await framed(page, 'http://other.example');
  await frame.locator('#q').fill('ferry');
  await frame.locator('#heading').filter({ hasText: /for ferry$/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.told), []);
  await page.goto(`${base}/embed?q=backdoor`);
  await page.evaluate(() => { window.told = []; addEventListener('message', ({ data }) => window.told.push(data)); });
  await page.locator('#q').fill('ferry');
  await page.locator('#heading').filter({ hasText: /for ferry$/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.told), [], 'nor a page by itself');
});

browserTest('other pages may not show it', { expected: /frame-ancestors|CSP/ }, async (page) => {
  const frame = await framed(page, 'http://other.example');
  await page.waitForLoadState('networkidle');
  assert.equal(await frame.locator('#q').count(), 0);
});
