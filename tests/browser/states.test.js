// What the page says when there is nothing to show, or no one to ask.
import assert from 'node:assert/strict';
import { addressOf, browserTest, focused, heading, isResults, open, stopClock } from './support/browser.js';
import { startOther } from './support/server.js';

const failing = { expected: /Failed to load resource/ };

// What the server's own page of a failure says, with another status.
async function answering(page, status, headers = {}, text = 'Something is wrong.') {
  await page.route(isResults, async (route) => {
    const start = await (await route.fetch({ url: new URL('/', route.request().url()).href })).text();
    await route.fulfill({
      status, contentType: 'text/html; charset=utf-8', headers,
      body: start.replace(/(<main[^>]*>)[^]*<\/main>/, `$1<div class="failure"><h1 id="heading" tabindex="-1">${text}</h1><p>${
        status} it is.</p>${status < 500 ? '' : '<p><a class="button" href="/" data-key="again">Try again</a></p>'}</div></main>`),
    });
  });
}

const said = (page, text) => page.locator('#status').filter({ hasText: text }).waitFor({ state: 'attached' });

browserTest('the start page tells what is in the archive and shows the newest headlines', {}, async (page) => {
  await open(page, '/');
  const stats = await (await page.request.get('/api/v1/stats')).json();
  await page.getByText(`${stats.articles.toLocaleString('en-GB')} articles`).first().waitFor();
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

browserTest('nothing found: the words and the ways out', {}, async (page) => {
  await open(page, '/search?q=backdoor+zyzzyva');
  await heading(page, /^No articles for backdoor zyzzyva$/);
  await page.locator('.nothing a').first().click();
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
});

browserTest('nothing found with filters: the same without them', {}, async (page) => {
  await open(page, '/search?q=backdoor&from=1950&to=1951');
  await page.getByText('No article matches with these filters.').waitFor();
  await page.locator('.nothing a').first().click();
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('a search that the server refuses is answered in its words, loaded or put in', failing, async (page) => {
  await open(page, '/search?q=backdoor&per_page=many');
  await heading(page, /./);
  const [title, detail] = [await page.locator('#heading').textContent(), await page.locator('.failure p').first().textContent()];
  assert.ok(detail.length > 10);
  await open(page, '/search?q=backdoor');
  await page.locator('.hits h2 a').first().evaluate((link) => { link.href = '/search?q=backdoor&per_page=many'; });
  await page.locator('.hits h2 a').first().click();
  await heading(page, title);
  assert.equal(await page.locator('.failure p').first().textContent(), detail);
  assert.equal(await addressOf(page), '/search?q=backdoor&per_page=many');
  await page.locator('#q').fill('ferry');
  await heading(page, /^\d+ articles? for ferry$/);
});

browserTest('wrong dates of an address are told beside their fields, and the results stay', failing, async (page) => {
  await open(page, '/search?q=backdoor&from=1950-99&to=x');
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.deepEqual([await page.locator('#from').inputValue(), await page.locator('#to').inputValue()], ['1950-99', 'x']);
  assert.equal(await page.locator('#from').getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#dates-help').textContent(), /^This is not a date/);
  await page.locator('#to').fill('');
  await page.locator('#from').fill('2010');
  await page.locator('#from').press('Enter');
  await page.locator('.chip').waitFor();
  assert.equal(await addressOf(page), '/search?q=backdoor&from=2010');
});

browserTest('a fault of the server is told in its page, and can be tried again', failing, async (page) => {
  await open(page, '/');
  await answering(page, 500);
  await page.locator('#q').fill('backdoor');
  await heading(page, /^Something is wrong\.$/);
  await said(page, 'Something is wrong. 500 it is.');
  await page.unrouteAll();
  await page.locator('[data-key=again]').click();
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.ok(await focused(page, '#heading'));
});

for (const [what, answer] of [
  ['a page of someone else', { contentType: 'text/html', body: '<title>Proxy</title><p>proxy' }],
  ['no page', { contentType: 'application/json', body: '{}' }],
]) {
  browserTest(`${what} in answer is a fault, not silence`, {}, async (page) => {
    await open(page, '/');
    await page.route(isResults, (route) => route.fulfill(answer));
    await page.locator('#q').fill('backdoor');
    await heading(page, /^The answer cannot be read\.$/);
  });
}

browserTest('a server that is down is told, and found again by itself', failing, async (page) => {
  await open(page, '/');
  await stopClock(page);
  await page.route(isResults, (route) => route.abort('connectionrefused'));
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(200);
  await heading(page, /^The search server does not answer\.$/);
  await page.clock.runFor(600);
  await said(page, 'The search server does not answer.');
  const again = page.waitForEvent('requestfailed');
  await page.clock.runFor(2500);
  await again;
  await page.unrouteAll();
  await page.clock.runFor(3000);
  await heading(page, /^The search server does not answer\.$/);
  await page.clock.runFor(3500);
  await heading(page, /^\d+ articles? for backdoor$/);
  await page.clock.runFor(600);
  await said(page, /^The search server answers again\. \d+ articles?/);
});

browserTest('a server that was stopped and started again is found without loading the page anew', failing, async (page) => {
  const first = await startOther();
  await open(page, `${first.url}/search?lang=en`);
  await page.evaluate(() => { window.loaded = true; });
  await first.stop();
  await page.locator('#q').fill('backdoor');
  await heading(page, /^The search server does not answer\.$/);
  const second = await startOther(['--listen', new URL(first.url).host]);
  try {
    await heading(page, /^\d+ articles? for backdoor$/);
    assert.ok(await page.evaluate(() => window.loaded));
  } finally {
    await second.stop();
  }
});

browserTest('filters stay in sight when no answer comes, and are asked again', failing, async (page) => {
  await open(page, '/search?lang=en');
  await page.route(isResults, (route) => route.abort('connectionrefused'));
  await page.locator('#q').fill('backdoor');
  await heading(page, /^The search server does not answer\.$/);
  assert.ok(await page.locator('#filters').count());
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.equal(await addressOf(page), '/search?q=backdoor&lang=en');
});

browserTest('a busy server is asked again when it said', failing, async (page) => {
  await open(page, '/');
  await stopClock(page);
  await answering(page, 503, { 'Retry-After': '7' }, 'Busy.');
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(200);
  await heading(page, /^Busy\.$/);
  await page.unrouteAll();
  await page.clock.runFor(6000);
  await heading(page, /^Busy\.$/);
  await page.clock.runFor(2000);
  await heading(page, /^\d+ articles? for backdoor$/);
});

browserTest('an answer that does not come is given up', {}, async (page) => {
  await open(page, '/search?q=ferry');
  await stopClock(page);
  await page.route(isResults, () => {});
  await page.locator('#q').fill('backdoor');
  await page.clock.runFor(4000);
  await said(page, 'Still searching.');
  await page.locator('#slow').filter({ hasText: 'Still searching.' }).waitFor();
  await page.clock.runFor(17000);
  await heading(page, /^The search server takes too long\.$/);
  assert.equal(await page.locator('.progress.on').count(), 0);
  assert.ok(await page.locator('#slow').isHidden());
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
  await page.locator('.failure #heading').waitFor();
  await page.locator('#q').fill('ferry');
  await heading(page, /^\d+ articles? for ferry$/);
});

browserTest('what does not fit into the box is told', failing, async (page) => {
  await open(page, '/');
  await page.locator('#q').focus();
  await page.keyboard.insertText('said '.repeat(1000));
  await said(page, 'The box takes 4,000 characters. What goes beyond was cut.');
});
