// The box as a combobox: completions, recent searches, and that neither gets in the way.
import assert from 'node:assert/strict';
import { axe, browserTest, focused, heading, open, stopClock } from './support/browser.js';

const isSuggest = (url) => url.pathname === '/api/v1/suggest';
const options = (page) => page.getByRole('option');
const suggestions = [
  { kind: 'word', text: 'backdoor', html: '<mark>back</mark>door', q: 'backdoor', count: 9 },
  { kind: 'source', text: 'The Back & <Forth>', html: 'The <mark>Back</mark> &amp; &lt;Forth&gt;', q: 'source:"The Back & <Forth>"', count: 2 },
];

async function answering(page, list = suggestions) {
  await page.route(isSuggest, (route) => route.fulfill({ json: { q: '', suggestions: list, took_ms: 1, revision: 'r', partial: false } }));
}

async function typed(page, text) {
  await page.locator('#q').pressSequentially(text);
  await options(page).first().waitFor();
}

browserTest('completions of the archive appear below the box and lie over the results', {}, async (page) => {
  await open(page, '/');
  const box = page.getByRole('combobox', { name: 'Search the archive' });
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  const main = await page.locator('#main').boundingBox();
  await typed(page, 'backd');
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await box.getAttribute('aria-activedescendant'), null, 'nothing is chosen by itself');
  assert.equal(await page.locator(`#${await box.getAttribute('aria-controls')}`).getAttribute('role'), 'listbox');
  await heading(page, /for backd/);
  assert.deepEqual((await page.locator('#main').boundingBox()).y, main.y, 'nothing moves');
  for (const text of await options(page).locator('mark').allTextContents()) assert.match(text, /^backd/i);
  for (const { height } of await Promise.all((await options(page).all()).map((each) => each.boundingBox()))) assert.ok(height >= 24);
  assert.deepEqual(await axe(page), []);
});

browserTest('what matches is marked, the rest is text, and the kind is said in words', {}, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  assert.deepEqual(await options(page).allTextContents(), ['backdoor word', 'The Back & <Forth> source']);
  assert.deepEqual(await options(page).locator('mark').allTextContents(), ['back', 'Back']);
});

browserTest('arrows choose, Enter runs what is chosen, and the box has it', {}, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  const box = page.locator('#q');
  const chosen = () => page.locator('[role=option][aria-selected=true]').allTextContents();
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await chosen(), ['backdoor word']);
  assert.equal(await box.getAttribute('aria-activedescendant'), await options(page).first().getAttribute('id'));
  assert.equal(await box.inputValue(), 'back', 'the text stays until it is decided');
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await chosen(), []);
  assert.equal(await box.getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('ArrowUp');
  assert.equal((await chosen()).length, 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading(page, /for backdoor$/);
  assert.equal(await box.inputValue(), 'backdoor');
  assert.equal(await options(page).count(), 0);
});

browserTest('Enter runs what was typed when nothing is chosen', {}, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  await page.keyboard.press('Enter');
  await heading(page, /for back$/);
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.evaluate(() => history.length), 3, 'one entry more');
});

browserTest('Escape closes the list, and only then empties the box', {}, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  await page.keyboard.press('Escape');
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.locator('#q').inputValue(), 'back');
  await page.keyboard.press('Alt+ArrowDown');
  await options(page).first().waitFor();
  assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 0, 'opening chooses nothing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#q').inputValue(), '');
  await heading(page, /^Search the archive$/);
});

browserTest('no headlines are offered: they stand among the results', {}, async (page) => {
  await open(page, '/');
  const asked = page.waitForRequest((request) => isSuggest(new URL(request.url())));
  await page.keyboard.type('back');
  assert.equal(new URL((await asked).url()).searchParams.get('kinds'), 'word,name,section,tag,source');
});

browserTest('the list makes room 3 s after the last key, unless something in it is chosen', {}, async (page) => {
  await answering(page);
  await open(page, '/');
  await stopClock(page);
  for (const text of ['b', 'a']) {
    await page.keyboard.type(text);
    await page.clock.runFor(2900);
    await options(page).first().waitFor();
  }
  await page.clock.runFor(200);
  assert.equal(await options(page).count(), 0);
  await page.keyboard.type('c');
  await page.clock.runFor(200);
  await options(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.clock.runFor(5000);
  assert.ok(await options(page).count() > 0);
});

browserTest('the list closes when focus leaves, and a press elsewhere reaches what it aims at', { hasTouch: true }, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  await page.keyboard.press('Tab');
  assert.equal(await options(page).count(), 0);
  await page.locator('#q').fill('');
  await page.locator('#q').tap();
  await typed(page, 'back');
  await heading(page, /for back$/);
  await page.locator('.hits h2 a').last().tap();
  await page.locator('article.article').waitFor();
  assert.equal(await options(page).count(), 0);
});

browserTest('an option is taken by touch', { hasTouch: true, viewport: { width: 360, height: 640 } }, async (page) => {
  await answering(page);
  await open(page, '/');
  await typed(page, 'back');
  await options(page).first().tap();
  await heading(page, /for backdoor$/);
  assert.equal(await options(page).count(), 0);
});

browserTest('completions that come late or not at all are not missed', { expected: /Failed to load resource/ }, async (page) => {
  await page.route(isSuggest, (route) => route.fulfill({ status: 503, body: 'busy' }));
  await open(page, '/');
  await page.locator('#q').pressSequentially('backdoor');
  await heading(page, /for backdoor$/);
  assert.equal(await options(page).count(), 0);
});

// Recent searches.

async function searchFor(page, q) {
  await page.locator('#q').fill(q);
  await page.keyboard.press('Enter');
  await heading(page, new RegExp(`for ${q}$`));
}

browserTest('an empty box offers the searches that were decided on, newest first', {}, async (page) => {
  await open(page, '/');
  for (const q of ['ferry', 'backdoor', 'ferry']) await searchFor(page, q);
  await page.locator('#q').fill('said');
  await heading(page, /for said$/);
  await page.locator('#q').fill('');
  await heading(page, /^Search the archive$/);
  await page.keyboard.press('ArrowDown');
  await options(page).first().waitFor();
  assert.deepEqual(await options(page).allTextContents(), ['ferry searched before', 'backdoor searched before']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading(page, /for backdoor$/);
});

browserTest('the help lists ten recent searches, which lead there and can be erased', {}, async (page) => {
  await open(page, '/');
  for (let number = 0; number < 12; number += 1) await searchFor(page, `word${number}`);
  await page.keyboard.press('Control+/');
  const links = page.locator('#recent a');
  assert.deepEqual(await links.allTextContents(), Array.from({ length: 10 }, (_, index) => `word${11 - index}`));
  await links.nth(3).click();
  await heading(page, /for word8$/);
  assert.ok(await page.locator('#help').isHidden());
  assert.ok(await focused(page, '#heading'));
  await page.keyboard.press('Control+/');
  await page.locator('#erase').click();
  assert.equal(await links.count(), 0);
  await open(page, '/');
  await page.keyboard.press('Control+/');
  assert.deepEqual(await page.locator('#recent li').allTextContents(), ['None are kept.']);
});

for (const [how, broken] of [
  ['forbids to keep anything', () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })],
  ['is full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
  ['kept something else', () => localStorage.setItem('dateline.recent', '{"a":')],
]) {
  browserTest(`a browser that ${how} searches all the same`, {}, async (page) => {
    await page.addInitScript(broken);
    await open(page, '/');
    await searchFor(page, 'backdoor');
    await page.keyboard.press('Control+/');
    await page.locator('#help').waitFor();
  });
}
