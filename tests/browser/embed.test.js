// <dateline-search> in a page of another origin: searching, completions, keyboard, paging, attributes, events.
import assert from 'node:assert/strict';
import { answer } from './support/answers.js';
import { browserTest } from './support/browser.js';
import { box, embed, failing, host, inside, isSearch, isSuggest, stub, summary, told } from './support/embed.js';

// Searching.

browserTest('what is typed is searched, without a key that sends it off', {}, async (page) => {
  await embed(page);
  await box(page).pressSequentially('backdoor');
  await summary(page, /^\d+ articles$/);
  const link = page.locator('.result h3 a').first();
  assert.equal(new URL(await link.getAttribute('href')).origin, (await host()).url);
  assert.match(await link.getAttribute('href'), /\/articles\/[^/]+\?q=backdoor$/);
  assert.deepEqual([await link.getAttribute('target'), await link.getAttribute('rel')], ['_blank', 'noopener']);
  assert.match((await page.locator('.result mark').first().textContent()).toLowerCase(), /back ?door/);
  const [results] = (await told(page, 'dateline-results')).slice(-1);
  assert.deepEqual([results.q, results.page, results.answer.hits.length > 0], ['backdoor', 1, true]);
  await page.locator('p[role=status]').filter({ hasText: /^\d+ articles$/ }).waitFor({ state: 'attached' });
});

browserTest('a word that is being typed finds those that begin with it, on every page of them; Enter asks for the word itself', {}, async (page) => {
  await embed(page);
  const asked = [];
  await stub(page, isSearch, (url) => {
    asked.push(['page', 'typing'].map((name) => url.searchParams.get(name)).join());
    return answer([{ title: 'A' }], { page: Number(url.searchParams.get('page') ?? 1), pages: 2, total: 20 });
  });
  await box(page).fill('backd');
  await page.locator('.more').click();
  await page.locator('.result').nth(1).waitFor();
  await box(page).press('Enter');
  await page.locator('.more').waitFor();
  assert.deepEqual(asked, [',true', '2,true', ',']);
});

browserTest('keys in quick succession are one search, and the one before is given up', {}, async (page) => {
  await embed(page);
  const asked = [];
  const givenUp = page.waitForEvent('requestfailed', (request) => isSearch(new URL(request.url())));
  await page.route(isSearch, (route) => { asked.push(new URL(route.request().url()).searchParams.get('q')); });
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  for (const text of ['b', 'ba', 'back']) {
    await box(page).fill(text);
    await page.clock.runFor(100);
  }
  assert.deepEqual(asked, []);
  await page.clock.runFor(100);
  await box(page).fill('tax');
  await page.clock.runFor(200);
  assert.equal(new URL((await givenUp).url()).searchParams.get('q'), 'back');
  assert.deepEqual(asked, ['back', 'tax']);
});

browserTest('a late answer is never shown', {}, async (page) => {
  await embed(page);
  await page.evaluate(() => {  // an answer that comes although its request was given up
    const real = window.fetch;
    window.fetch = (address, options) => (String(address).includes('q=old') ? new Promise((done) => { window.release = () => done(real(address)); }) : real(address, options));
  });
  await stub(page, isSearch, (url) => answer([{ title: url.searchParams.get('q') }]));
  await box(page).fill('old');
  await box(page).press('Enter');
  await page.waitForFunction(() => window.release);
  await box(page).fill('new');
  await box(page).press('Enter');
  await page.locator('.headline').filter({ hasText: 'new' }).waitFor();
  await page.evaluate(async () => {
    window.release();
    await new Promise((done) => { setTimeout(done, 300); });
  });
  assert.deepEqual(await page.locator('.headline').allTextContents(), ['new']);
  assert.deepEqual((await told(page, 'dateline-results')).map(({ q }) => q), ['new']);
});

browserTest('in the form of a page Enter searches, and the form stays where it is', {}, async (page) => {
  await embed(page, '<form action="/elsewhere"><input name="title" aria-label="Title"><dateline-search></dateline-search><button>Save</button></form>');
  await page.evaluate(() => document.querySelector('form').addEventListener('submit', () => { window.submitted = true; }));
  await box(page).fill('backdoor');
  await box(page).press('Enter');
  await summary(page, /^\d+ articles$/);
  await page.locator('dateline-search').getByRole('button', { name: 'Search' }).click();
  await summary(page, /^\d+ articles$/);
  assert.equal(await page.evaluate(() => window.submitted), undefined);
  assert.equal(new URL(page.url()).pathname, '/');
});

browserTest('by methods: search, clear, focus', {}, async (page) => {
  await embed(page);
  const shown = await page.evaluate(async () => {
    const search = document.querySelector('dateline-search');
    await search.search('backdoor');
    const found = search.shadowRoot.querySelectorAll('.result').length;
    search.focus();
    const held = search.shadowRoot.activeElement.id;
    await search.clear();
    return { found: found > 0, held, left: search.shadowRoot.querySelectorAll('.result').length, value: search.value };
  });
  assert.deepEqual(shown, { found: true, held: 'q', left: 0, value: '' });
});

browserTest('several on one page do not know of each other', {}, async (page) => {
  await embed(page, '<dateline-search label="Politics" section="Politics" q="said"></dateline-search><dateline-search label="Others" section="-Politics" q="said"></dateline-search>');
  await page.locator('dateline-search').nth(0).locator('.result').first().waitFor();
  await page.locator('dateline-search').nth(1).locator('.result').first().waitFor();
  const sections = async (index) => new Set(
    (await page.locator('dateline-search').nth(index).locator('.kicker').allTextContents()).map((text) => text.toLowerCase()));
  assert.deepEqual([...await sections(0)], ['politics']);
  assert.ok(!(await sections(1)).has('politics'));
  await page.locator('dateline-search').nth(1).evaluate((node) => node.clear());
  assert.ok(await page.locator('dateline-search').nth(0).locator('.result').count() > 0);
});

browserTest('taken out of the page it asks nothing more; put back it shows what it showed', {}, async (page) => {
  await embed(page, '<div></div><dateline-search q="backdoor"></dateline-search>');
  await summary(page, /articles/);
  await page.evaluate(() => {
    const search = document.querySelector('dateline-search');
    search.search('said');
    search.remove();
    document.querySelector('div').append(search);
  });
  await page.waitForFunction(() => window.told.length === 2);
  assert.deepEqual((await told(page, 'dateline-results')).map(({ q }) => q), ['backdoor', 'said']);
});

// Completions.

async function typeBack(page) {
  await box(page).pressSequentially('encr');
  await page.locator('[role=option]').first().waitFor();
}

browserTest('completions are chosen by the arrow keys, and only then', {}, async (page) => {
  await embed(page);
  await typeBack(page);
  assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
  assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
  await box(page).press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  const option = page.locator(`#${active}`);
  assert.equal(await option.getAttribute('aria-selected'), 'true');
  assert.equal(await box(page).inputValue(), 'encr');
  await box(page).press('ArrowUp');
  assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
  await box(page).press('ArrowDown');
  await box(page).press('Enter');
  await page.waitForFunction(() => document.querySelector('dateline-search').value === 'encryption');
  assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
  await summary(page, /^\d+ articles?$/);
});

browserTest('Enter searches for what was typed, not for a completion', {}, async (page) => {
  await embed(page);
  await typeBack(page);
  await box(page).press('Enter');
  assert.equal(await page.locator('[role=listbox]').isHidden(), true);
  assert.equal(await box(page).inputValue(), 'encr');
});

browserTest('a completion can be clicked, and says what it is', {}, async (page) => {
  await embed(page);
  await stub(page, isSuggest, { suggestions: [{ kind: 'section', text: 'Politics', html: '<mark>Pol</mark>itics', q: 'section:"Politics"', count: 3 }] });
  await box(page).pressSequentially('pol');
  const option = page.locator('[role=option]');
  await option.waitFor();
  assert.equal(await option.textContent(), 'Politicssection');
  await option.click();
  await summary(page, /^\d+ articles?$/);
  assert.equal(await box(page).inputValue(), 'section:"Politics"');
  assert.equal(await inside(page), 'box');
});

browserTest('in a dialog Escape closes the completions first, then the dialog', {}, async (page) => {
  await embed(page, '<dialog aria-label="Archive"><dateline-search></dateline-search></dialog>');
  await page.evaluate(() => document.querySelector('dialog').showModal());
  await typeBack(page);
  await page.keyboard.press('Escape');
  assert.deepEqual([await page.locator('[role=listbox]').isHidden(), await page.locator('dialog').evaluate((node) => node.open)], [true, true]);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').evaluate((node) => node.open), false);
});

browserTest('without completions the search goes on', failing, async (page) => {
  await embed(page);
  await stub(page, isSuggest, { status: 500, body: '{}' });
  await box(page).pressSequentially('backdoor');
  await summary(page, /^\d+ articles$/);
  assert.deepEqual(await told(page, 'dateline-error'), []);
});

// Paging, and offers that lead to another search.

browserTest('by keyboard alone: box, button, headlines, more, first new headline', {}, async (page) => {
  await embed(page, '<dateline-search per-page="2"></dateline-search>');
  await page.keyboard.press('Tab');
  assert.equal(await inside(page), 'box');
  await page.keyboard.type('said');
  await page.keyboard.press('Enter');
  await summary(page, /articles/);
  const way = [];
  for (let step = 0; step < 4; ++step) {
    await page.keyboard.press('Tab');
    way.push(await inside(page));
  }
  assert.deepEqual(way, ['button', 'headline', 'headline', 'button more']);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('dateline-search').shadowRoot.querySelectorAll('.result').length === 4);
  const third = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('dateline-search');
    return [...shadowRoot.querySelectorAll('.headline')].indexOf(shadowRoot.activeElement);
  });
  assert.equal(third, 2);
  await page.locator('p[role=status]').filter({ hasText: /^4 of \d+$/ }).waitFor({ state: 'attached' });
});

browserTest('where a further page cannot be had, what is there stays', failing, async (page) => {
  await embed(page, '<dateline-search per-page="2" q="said"></dateline-search>');
  await page.locator('.more').waitFor();
  await stub(page, isSearch, { status: 500, body: '{}' });
  await page.locator('.more').focus();
  await page.keyboard.press('Enter');
  await page.getByText('The search server reports a fault.').first().waitFor();
  assert.equal(await page.locator('.result').count(), 2);
  assert.equal(await inside(page), 'message');
  await page.unrouteAll();
  await page.locator('.retry').press('Enter');
  await page.locator('.result').nth(3).waitFor();
});

browserTest('did you mean: the offer is a search, and focus goes to what it found', {}, async (page) => {
  await embed(page, '<dateline-search q="bakdoor"></dateline-search>');
  const offer = page.locator('.suggestion button');
  assert.equal(await offer.textContent(), 'backdoor');
  await offer.press('Enter');
  await page.locator('.result').first().waitFor();
  assert.equal(await inside(page), 'summary');
  assert.equal(await box(page).inputValue(), 'backdoor');
});

for (const [lang, none, offer] of [['en', 'No article matches.', 'No article of the archive has “zyzzyva”. backdoor (6 articles)'],
  ['de', 'Kein Artikel passt.', 'backdoor (6 Artikel)']]) {
  browserTest(`nothing found, in ${lang}: the ways out`, {}, async (page) => {
    await embed(page, '<dateline-search q="backdoor zyzzyva"></dateline-search>', { lang });
    await summary(page, none);
    assert.deepEqual(await page.locator('.message li').allTextContents(), [offer]);
    await page.locator('.message li button').press('Enter');
    await page.locator('.result').first().waitFor();
  });
}

browserTest('what the page has fixed is not offered to be given up', {}, async (page) => {
  await embed(page, '<dateline-search q="backdoor" section="Nowhere"></dateline-search>');
  await summary(page, 'No article matches.');
  assert.equal(await page.locator('.message').count(), 0);
});

browserTest('fewer words, cut short, warnings: all is said', {}, async (page) => {
  await embed(page);
  await stub(page, isSearch, answer([{ title: 'One', missing: ['two', 'three'] }], { relaxed: true, partial: true, total_relation: 'gte', total: 12000 }));
  await page.evaluate(() => document.querySelector('dateline-search').search('one two three'));
  assert.equal(await page.locator('.summary').textContent(), 'At least 12,000 articles');
  assert.deepEqual(await page.locator('.note:visible').allTextContents(), ['Few articles or none have all of these words. The others have most of them.',
    'The search ran out of time. These are the best articles among those it had seen.']);
  assert.equal(await page.locator('.result .credit').last().textContent(), 'Without two, three');
});
