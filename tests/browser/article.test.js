// From a result to its article and back.
import assert from 'node:assert/strict';
import { addressOf, answer, browserTest, focused, heading, open } from './support/browser.js';

const small = { viewport: { width: 900, height: 500 } };

browserTest('an article opens with its words marked, and Back returns to the same place', small,
  async (page) => {
    await open(page, '/?q=said');
    const link = page.locator('.hits h2 a').nth(6);
    const title = await link.textContent();
    await link.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    assert.ok(scrolled > 0);
    await link.click();
    await page.locator('#article h1').waitFor();
    assert.equal(await page.locator('#article h1').textContent(), title);
    assert.ok(await focused(page, '#article h1'));
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.match(await addressOf(page), /^\/articles\/[^?]+\?q=said$/);
    await page.getByRole('link', { name: /^Back to results for/ }).click();
    await page.locator('.hits').waitFor();
    assert.equal(await addressOf(page), '/?q=said');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
  });

browserTest('the article is set whole: headline, byline, date, source, paragraphs, marks', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('#article .text p').first().waitFor();
  assert.ok(await page.locator('#article .text p').count() > 2);
  assert.ok(await page.locator('#article mark').count() > 0);
  const marks = await page.locator('#article mark').count();
  await page.getByText(new RegExp(`^${marks} places? marked$`)).waitFor();
  assert.match(await page.title(), / – Dateline$/);
  assert.ok(await page.locator('.about dt').filter({ hasText: 'Published' }).count());
});

browserTest('Next and Previous lead from mark to mark, which are numbered', { viewport: { width: 360, height: 500 } }, async (page) => {
  await open(page, '/?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('#article .text p').first().waitFor();
  const count = await page.locator('#article mark').count();
  assert.ok(count > 2);
  const current = page.locator('#article mark[aria-current]');
  const inView = () => current.evaluate((node) => { const { top, bottom } = node.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; });
  const steps = [['Next', 1], ['Next', 2], ['Previous', 1], ['Previous', count], ['Next', 1]];
  for (const [name, number] of steps) {
    await page.getByRole('button', { name, exact: true }).press('Enter');
    await page.getByText(`${number} of ${count}`, { exact: true }).waitFor();
    assert.equal(await current.count(), 1);
    assert.equal(await current.evaluate((node) => [...document.querySelectorAll('#article mark')].indexOf(node)), number - 1);
    assert.ok(await inView());
    assert.ok(await focused(page, `[data-key=${name}]`));
  }
});

browserTest('an article address loads by itself and leads to its results', {}, async (page) => {
  await open(page, '/?q=backdoor');
  const href = await page.locator('.hits h2 a').first().getAttribute('href');
  await open(page, href);
  await page.locator('#article h1').waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  await page.getByRole('link', { name: /^Back to results/ }).click();
  await heading(page, /for backdoor/);
  await open(page, href.split('?')[0]);
  assert.equal(await page.locator('#article mark').count(), 0);
  await page.getByRole('link', { name: 'Back to the archive' }).click();
  await heading(page, /^Search the archive$/);
});

browserTest('typing over an article searches, and Back returns to it', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('#article h1').waitFor();
  await page.locator('#q').fill('ferry');
  await heading(page, /for ferry/);
  await page.goBack();
  await page.locator('#article h1').waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
});

browserTest('source, section and byline of an article lead to others like it', {}, async (page) => {
  await open(page, '/?lang=en');
  await page.locator('.hits li:has(.source) h2 a').first().click();
  const source = page.locator('.about a').first();
  const name = await source.textContent();
  await source.click();
  await page.locator('.chip').filter({ hasText: `Source: ${name}` }).waitFor();
  assert.deepEqual([...new Set(await page.locator('.hits .source').allTextContents())], [name]);
});

browserTest('every text carries its language and finds its own direction', {}, async (page) => {
  await page.route((url) => url.pathname === '/api/v1/search', (route) => route.fulfill({
    json: answer([{ title: 'مكتبة جديدة في المدينة', lang: 'ar', passage: 'افتتحت مكتبة جديدة.' }]),
  }));
  await open(page, '/?q=x');
  assert.equal(await page.locator('.hit').getAttribute('lang'), 'ar');
  for (const selector of ['.hit h2', '.hit .passage']) {
    assert.equal(await page.locator(selector).evaluate((node) => getComputedStyle(node).direction), 'rtl');
  }
});

browserTest('a date without a time stays that day; a time tells itself exactly', { timezoneId: 'America/Los_Angeles' },
  async (page) => {
    const dates = ['2020-02-14', '2020-02-14T23:30:00+01:00', '2020-02-15T02:00:00+01:00'];
    await page.route((url) => url.pathname === '/api/v1/search', (route) => route.fulfill({
      json: answer(dates.map((published, index) => ({ title: `Headline ${index}`, id: `${index}`, published }))),
    }));
    await open(page, '/?q=x');
    const times = page.locator('.hits time');
    assert.deepEqual(await times.allTextContents(), ['14 February 2020', '14 February 2020', '14 February 2020']);
    const titles = await times.evaluateAll((nodes) => nodes.map((node) => node.title));
    assert.equal(titles[0], '2020-02-14, no time given');
    assert.match(titles[1], /^Friday,? 14 February 2020.*14:30:00.*\(2020-02-14T23:30:00\+01:00\)$/);
  });
