// Searching: what is typed, drawn, ordered and paged, and the address that goes with it.
import assert from 'node:assert/strict';
import { addressOf, browserTest, drawn, focused, heading, held, isResults, open, stopClock, texts } from './support/browser.js';

// Typing.

browserTest('typing finds articles and marks the words', {}, async (page) => {
  await open(page, '/');
  await page.keyboard.type('backdoor');
  await heading(page, /^\d+ articles? for backdoor/);
  const marks = await texts(page, '.hits mark');
  assert.ok(marks.length > 0);
  for (const mark of marks) assert.match(mark, /back.?doors?/i);
  assert.equal(await addressOf(page), '/search?q=backdoor');
  assert.equal(await page.title(), 'backdoor – Dateline');
  await page.locator('#status').filter({ hasText: /^\d+ articles?/ }).waitFor({ state: 'attached' });
});

browserTest('a word that is being typed finds those that begin with it; Enter asks for the word itself', {}, async (page) => {
  await open(page, '/');
  const asked = [];
  page.on('request', (request) => isResults(new URL(request.url())) && asked.push(new URL(request.url()).searchParams.get('typing')));
  await page.keyboard.type('backd');
  await heading(page, /^\d+ articles? for backd$/);
  assert.equal(await addressOf(page), '/search?q=backd');
  assert.equal(await page.locator('[href*=typing], [name=typing]').count(), 0, 'nothing that is shown repeats it');
  await page.keyboard.press('Enter');
  await heading(page, /^No articles for backd$/);
  assert.deepEqual(asked, ['true', null]);
  assert.equal(await addressOf(page), '/search?q=backd');
});

browserTest('Enter before the answer to what was typed asks anew', {}, async (page) => {
  await open(page, '/');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.has('typing'));
  await page.keyboard.type('backd');
  await slow.arrived;
  await page.keyboard.press('Enter');
  await heading(page, /^No articles for backd$/);
  slow.release();
});

browserTest('one pause of 150 ms makes one request, however many keys', {}, async (page) => {
  await open(page, '/');
  await stopClock(page);
  const asked = [];
  page.on('request', (request) => isResults(new URL(request.url())) && asked.push(request.url()));
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
  const late = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'ferry');
  const aborted = page.waitForEvent('requestfailed', (request) => isResults(new URL(request.url())));
  await page.locator('#q').fill('ferry');
  await late.arrived;
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor/);
  assert.match((await aborted).url(), /q=ferry/);
  late.release();
  await page.locator('#q').fill('backdoors');
  await heading(page, /for backdoors/);
  assert.equal(await page.locator('#heading').filter({ hasText: 'ferry' }).count(), 0);
});

browserTest('what is typed while an answer is on its way is not taken back by it', {}, async (page) => {
  await open(page, '/');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'back');
  await page.keyboard.type('back');
  await page.keyboard.press('Enter');
  await slow.arrived;
  await page.evaluate(() => {
    new MutationObserver(() => { window.valueAtSwap = document.getElementById('q').value; }).observe(
      document.getElementById('main'), { childList: true });
  });
  slow.release();
  await page.keyboard.type('door');
  await heading(page, /for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  assert.match(await page.evaluate(() => window.valueAtSwap), /^back/);
});

browserTest('results stay in place while the next ones are on their way', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'ferry');
  await page.locator('#q').fill('ferry');
  await page.locator('main[aria-busy=true]').waitFor();
  assert.ok(await page.locator('.progress.on').count());
  assert.ok(await page.locator('.hits > li').count());
  slow.release();
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

browserTest('Back shows at once what was there, without asking', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.locator('#q').fill('ferry');
  await page.keyboard.press('Enter');
  await heading(page, /for ferry/);
  await page.route(isResults, (route) => route.abort());
  await page.goBack();
  await heading(page, /for backdoor/);
  await page.goForward();
  await heading(page, /for ferry/);
  assert.equal(await page.locator('.failure').count(), 0);
});

browserTest('an address restores the whole state', {}, async (page) => {
  await open(page, '/search?q=said&lang=en&from=2010&to=2030&sort=oldest&page=2');
  await heading(page, /page 2 of/);
  assert.equal(await page.locator('#from').inputValue(), '2010');
  assert.deepEqual(await texts(page, '.order [aria-current]'), ['Oldest first']);
  assert.deepEqual((await texts(page, '.chip bdi')).sort(), ['2010 to 2030', 'English']);
});

browserTest('an address of old leads to the same search', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await heading(page, /for backdoor/);
  assert.equal(await addressOf(page), '/search?q=backdoor');
});

browserTest('the language that was chosen stays, whatever is typed, filtered or opened', {}, async (page) => {
  await open(page, '/?ui=de');
  await page.keyboard.type('backdoor');
  await heading(page, /Artikel für backdoor/);
  assert.equal(new URLSearchParams((await addressOf(page)).split('?')[1]).get('ui'), 'de');
  await page.locator('.hits h2 a').first().click();
  await page.locator('article.article').waitFor();
  assert.match(await addressOf(page), /ui=de/);
  assert.equal(await page.locator('html').getAttribute('lang').then((lang) => lang.slice(0, 2)), 'de');
  await page.locator('#q').fill('');
  await heading(page, /^Das Archiv durchsuchen$/);
  assert.equal(await addressOf(page), '/?ui=de');
});

browserTest('what the page says about itself follows: title, feeds, languages', {}, async (page) => {
  await open(page, '/');
  await page.locator('#q').fill('said');
  await heading(page, /for said/);
  const links = () => page.evaluate(() => [...document.head.querySelectorAll('link[rel=alternate]')].map(
    (link) => link.getAttribute('href')));
  const typed = await links();
  assert.ok(typed.length >= 2 && typed.every((href) => href.includes('q=said')), typed.join(' '));
  assert.ok((await page.locator('.languages a').first().getAttribute('href')).includes('q=said'));
  await open(page, '/search?q=said');
  assert.deepEqual(await links(), typed);
});

// Order and pages.

browserTest('articles are put in order of date', {}, async (page) => {
  await open(page, '/search?q=said');
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
  assert.equal(await addressOf(page), '/search?q=said&sort=oldest');
});

browserTest('the next page shows other articles and moves focus to the heading', {}, async (page) => {
  await open(page, '/search?lang=en');
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

browserTest('a suggestion is run by its link', {}, async (page) => {
  await open(page, '/search?q=bakdoor');
  await page.locator('.suggestion a').click();
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
});

// Work.

browserTest('a page of 50 hits is put in with one change of the page', {}, async (page) => {
  await open(page, '/search?per_page=50&q=the');
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver((records) => { window.changes += records.length; }).observe(document.getElementById('main'), { childList: true });
  });
  for (const q of ['government', 'people', 'said']) {
    await page.locator('#q').fill(q);
    await heading(page, new RegExp(`for ${q}$`));
  }
  const { changes, times, hits } = await page.evaluate(() => ({
    changes: window.changes, hits: document.querySelectorAll('.hits > li').length,
    times: performance.getEntriesByName('swap').map(({ duration }) => duration.toFixed(1)),
  }));
  console.log(`swaps to ${hits} hits took ${times.join(', ')} ms`);
  assert.equal(changes, 3);
});
