// Searching: what is typed, drawn, filtered, ordered and paged, and the address that goes with it.
import assert from 'node:assert/strict';
import { addressOf, answer, browserTest, drawn, focused, heading, open } from './support/browser.js';

const isSearch = (url) => url.pathname === '/api/v1/search';
const texts = (page, selector) => page.locator(selector).allTextContents();

// Typing.

browserTest('typing finds articles and marks the words', {}, async (page) => {
  await open(page, '/');
  await page.keyboard.type('backdoor');
  await heading(page, /^\d+ articles? for backdoor/);
  const marks = await texts(page, '.hits mark');
  assert.ok(marks.length > 0);
  for (const mark of marks) assert.match(mark, /back.?doors?/i);
  assert.equal(await addressOf(page), '/?q=backdoor');
  assert.equal(await page.title(), 'backdoor – Dateline');
  await page.locator('#status').filter({ hasText: /^\d+ articles?/ }).waitFor({ state: 'attached' });
});

browserTest('one pause of 150 ms makes one request, however many keys', {}, async (page) => {
  await open(page, '/');
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  const asked = [];
  page.on('request', (request) => isSearch(new URL(request.url())) && asked.push(request.url()));
  for (const key of 'back') {
    await page.keyboard.press(key);
    await page.clock.fastForward(149);
  }
  assert.equal(asked.length, 0);
  await page.clock.fastForward(1);
  await heading(page, /for back/);
  assert.equal(asked.length, 1);
});

browserTest('a late answer is never shown, and its request is aborted', {}, async (page) => {
  await open(page, '/');
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const arrived = new Promise((resolve) => {
    page.route((url) => isSearch(url) && url.searchParams.get('q') === 'ferry', async (route) => {
      resolve();
      await held;
      await route.fulfill({ json: answer([{ title: 'LATE' }]) }).catch(() => {});
    });
  });
  const aborted = page.waitForEvent('requestfailed');
  await page.locator('#q').fill('ferry');
  await arrived;
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor/);
  assert.match((await aborted).url(), /q=ferry/);
  release();
  await page.locator('#q').fill('backdoors');
  await heading(page, /for backdoors/);
  assert.equal(await page.getByText('LATE').count(), 0);
});

browserTest('results stay in place while the next ones are on their way', {}, async (page) => {
  await open(page, '/?q=backdoor');
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route((url) => isSearch(url) && url.searchParams.get('q') === 'ferry', async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('#q').fill('ferry');
  await page.locator('main[aria-busy=true]').waitFor();
  assert.ok(await page.locator('.progress.on').count());
  assert.ok(await page.locator('.hits > li').count());
  release();
  await heading(page, /for ferry/);
  assert.equal(await page.locator('.progress.on').count(), 0);
});

// The address.

browserTest('typing rewrites the address, Enter makes an entry, Back and Forward walk them', {}, async (page) => {
  await open(page, '/');
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await page.keyboard.type('backdoor');
  await heading(page, /for backdoor/);
  assert.equal(await entries(), before);
  await page.keyboard.press('Enter');
  await drawn(page);
  assert.equal(await entries(), before + 1);
  await page.locator('#q').fill('ferry');
  await page.keyboard.press('Enter');
  await heading(page, /for ferry/);
  assert.equal(await entries(), before + 2);
  await page.goBack();
  await heading(page, /for backdoor/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  await page.goBack();
  await heading(page, /^Search the archive$/);
  assert.equal(await page.locator('#q').inputValue(), '');
  await page.goForward();
  await heading(page, /for backdoor/);
});

browserTest('an address restores the whole state', {}, async (page) => {
  await open(page, '/?q=said&lang=en&from=2010&to=2030&sort=oldest&page=2');
  await heading(page, /page 2 of/);
  assert.equal(await page.locator('#from').inputValue(), '2010');
  assert.deepEqual(await texts(page, '.order [aria-current]'), ['Oldest first']);
  assert.deepEqual(await texts(page, '.chip bdi'), ['English', '2010 to 2030']);
});

// Filters.

browserTest('a section is filtered by its checkbox and removed by its chip', {}, async (page) => {
  await open(page, '/?lang=en');
  const choice = page.locator('.choice').filter({ has: page.locator('[name=section]') }).first();
  const [value, count] = [await choice.locator('.value').textContent(), await choice.locator('.count').textContent()];
  await choice.locator('input').check();
  await heading(page, new RegExp(`^${count} articles?$`));
  assert.ok((await addressOf(page)).includes(`section=${encodeURIComponent(value)}`));
  assert.deepEqual([...new Set(await texts(page, '.hits .kicker'))], [value]);
  assert.ok(await focused(page, '[name=section]'), 'focus stays on the checkbox');
  await page.locator('.chip').filter({ hasText: value }).click();
  await page.locator('.chip').filter({ hasText: value }).waitFor({ state: 'detached' });
  assert.equal(await addressOf(page), '/?lang=en');
  assert.ok(await focused(page, '#heading'));
});

browserTest('two sources are any of them, and all filters go at once', {}, async (page) => {
  await open(page, '/?lang=en');
  const first = Number(await page.locator('.choice:has([name=source]) .count').nth(0).textContent());
  const second = Number(await page.locator('.choice:has([name=source]) .count').nth(1).textContent());
  const names = (await texts(page, '.choice:has([name=source]) .value')).slice(0, 2);
  const query = new URLSearchParams([['lang', 'en'], ...names.map((name) => ['source', name])]);
  await open(page, `/?${query}`);
  await heading(page, new RegExp(`^${first + second} articles$`));
  await page.getByRole('link', { name: 'Remove all' }).click();
  await heading(page, /^Search the archive$/);
});

browserTest('a span of dates is typed, and a wrong one is told without asking', {}, async (page) => {
  await open(page, '/?lang=en');
  await page.locator('#from').fill('2020');
  await page.locator('#to').fill('2020');
  await page.locator('#to').press('Enter');
  await page.locator('.chip').filter({ hasText: 'Published: 2020' }).waitFor();
  for (const day of await page.locator('.hits time').evaluateAll((times) => times.map((time) => time.dateTime))) {
    assert.match(day, /^(2020|2019-12-31|2021-01-01)/);
  }
  await page.locator('#to').fill('last spring');
  await page.locator('#to').press('Enter');
  assert.match(await page.locator('#dates-help').textContent(), /This is not a date/);
  assert.equal(await page.locator('#to').getAttribute('aria-invalid'), 'true');
  assert.equal(await addressOf(page), '/?lang=en&from=2020&to=2020');
});

browserTest('a bar of the histogram is picked by keyboard, a run of them by dragging', {}, async (page) => {
  await open(page, '/?lang=en');
  const chart = page.getByRole('slider');
  await chart.focus();
  await page.keyboard.press('Home');
  const first = await chart.getAttribute('aria-valuetext');
  assert.match(first, /^\d{4}: \d+ articles?$/);
  await page.keyboard.press('Enter');
  await heading(page, new RegExp(`^${first.split(': ')[1]}$`));
  assert.ok((await addressOf(page)).endsWith(`from=${first.slice(0, 4)}&to=${first.slice(0, 4)}`));
  await page.goBack();
  await page.locator('.chip').filter({ hasText: 'Published' }).waitFor({ state: 'detached' });
  const { x, y, width, height } = await chart.boundingBox();
  await page.mouse.move(x + 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 3, y + height / 2);
  await page.mouse.up();
  await page.locator('.chip').filter({ hasText: /Published: \d{4} to \d{4}/ }).waitFor();
});

browserTest('the table beside the histogram has the same numbers and filters too', {}, async (page) => {
  await open(page, '/?lang=en');
  await page.getByText('Show as table').click();
  const row = page.locator('tr:has(td)').first();
  const count = await row.locator('td').textContent();
  await row.locator('a').click();
  await heading(page, new RegExp(`^${count} articles?$`));
});

browserTest('many values are shown when asked for, with focus on the first of the others', {}, async (page) => {
  const values = Array.from({ length: 14 }, (_, index) => ({ value: `Paper ${index}`, count: 20 - index }));
  await page.route(isSearch, async (route) => {
    const said = answer([{ title: 'One' }]);
    said.facets.source = { values, other: 3, exact: true };
    await route.fulfill({ json: said });
  });
  await open(page, '/?q=x');
  assert.equal(await page.locator('[name=source]').count(), 8);
  await page.getByRole('button', { name: 'Show all 14' }).click();
  assert.equal(await page.locator('[name=source]').count(), 14);
  assert.ok(await focused(page, '[value="Paper 8"]'));
  await page.getByText('3 articles in others').waitFor();
});

// Order and pages.

browserTest('articles are put in order of date', {}, async (page) => {
  await open(page, '/?q=said');
  const days = () => page.locator('.hits time').evaluateAll((times) => times.map((time) => Date.parse(time.dateTime)));
  await page.getByRole('link', { name: 'Newest first' }).click();
  await page.locator('.order [aria-current]').filter({ hasText: 'Newest first' }).waitFor();
  const newest = await days();
  assert.deepEqual(newest, [...newest].sort((a, b) => b - a));
  assert.ok(await focused(page, '.order a'), 'focus stays on the order');
  await page.getByRole('link', { name: 'Oldest first' }).click();
  await page.locator('.order [aria-current]').filter({ hasText: 'Oldest first' }).waitFor();
  const oldest = await days();
  assert.deepEqual(oldest, [...oldest].sort((a, b) => a - b));
  assert.equal(await addressOf(page), '/?q=said&sort=oldest');
});

browserTest('the next page shows other articles and moves focus to the heading', {}, async (page) => {
  await open(page, '/?lang=en');
  const first = await texts(page, '.hits h2');
  await page.getByRole('link', { name: 'Next' }).click();
  await heading(page, /, page 2 of \d+$/);
  assert.ok(await focused(page, '#heading'));
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.equal(await page.locator('.hits').getAttribute('start'), '11');
  const second = await texts(page, '.hits h2');
  assert.deepEqual(second.filter((title) => first.includes(title)), []);
  await page.goBack();
  await heading(page, /articles$/);
  assert.deepEqual(await texts(page, '.hits h2'), first);
});

browserTest('typing goes back to the first page', {}, async (page) => {
  await open(page, '/?lang=en&page=2');
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor$/);
  assert.equal(await addressOf(page), '/?q=backdoor&lang=en');
});

// What the API has to say about a query.

browserTest('warnings and suggestions are put in words', {}, async (page) => {
  await page.route(isSearch, (route) => route.fulfill({
    json: answer([], {
      query: { q: '"backdor', interpreted: '"backdor"', terms: [] },
      warnings: [{ code: 'unbalanced_quote', detail: 'A quotation mark is not closed.', position: 0 }],
      suggestion: { q: '"backdoor"', html: '<mark>&quot;backdoor&quot;</mark>', used: false }, partial: true, pages: 0,
    }),
  }));
  await open(page, '/?q=%22backdor');
  await page.getByText('A quotation mark is not closed.').waitFor();
  await page.getByText('The search was read as: "backdor"').waitFor();
  await page.getByText('The search ran out of time.').waitFor();
  await page.unrouteAll();
  await page.locator('.suggestion a').click();
  await heading(page, /^\d+ articles? for "backdoor"$/);
});

browserTest('a count that stopped at its bound says so', {}, async (page) => {
  await page.route(isSearch, (route) => route.fulfill({
    json: answer([{ title: 'One' }], { total: 10000, total_relation: 'gte', pages: 1000 }),
  }));
  await open(page, '/?q=x');
  await heading(page, /^At least 10,000 articles for x$/);
});
