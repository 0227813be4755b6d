// From a result to its article and back, and what can be taken along.
import assert from 'node:assert/strict';
import { addressOf, browserTest, edited, focused, heading, isResults, open } from './support/browser.js';

const small = { viewport: { width: 900, height: 500 } };
const isArticle = (url) => url.pathname.startsWith('/articles/');

async function openArticle(page) {
  await open(page, '/search?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article .text p').first().waitFor();
}

browserTest('an article opens with its words marked, and Back returns to the same place', small,
  async (page) => {
    await open(page, '/search?q=said');
    const link = page.locator('.hits h2 a').nth(6);
    const title = await link.textContent();
    await link.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    assert.ok(scrolled > 0);
    await link.click();
    await page.locator('.article h1').waitFor();
    assert.equal(await page.locator('.article h1').textContent(), title);
    assert.ok(await focused(page, '.article h1'));
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.match(await addressOf(page), /^\/articles\/[^?]+\?q=said$/);
    await page.getByRole('link', { name: /^Back to results for/ }).click();
    await page.locator('.hits').waitFor();
    assert.equal(await addressOf(page), '/search?q=said');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
  });

browserTest('where one was reading is found again after loading anew', small, async (page) => {
  await openArticle(page);
  await page.evaluate(() => scrollTo(0, 200));
  await page.reload();
  await page.locator('article.article').waitFor();
  await page.waitForFunction(() => scrollY === 200);
});

browserTest('the article is set whole: headline, byline, date, source, paragraphs, marks', {}, async (page) => {
  await openArticle(page);
  assert.ok(await page.locator('.article .text p').count() > 2);
  const marks = await page.locator('.article mark[id^=m]').count();
  assert.ok(marks > 0);
  await page.locator('#at').filter({ hasText: String(marks) }).waitFor();
  assert.match(await page.title(), / – Dateline$/);
  assert.ok(await page.locator('.about dt').filter({ hasText: 'Published' }).count());
});

browserTest('Next and Previous lead from mark to mark, which are numbered', { viewport: { width: 360, height: 500 } }, async (page) => {
  await openArticle(page);
  const marks = page.locator('.article mark[id^=m]');
  const count = await marks.count();
  assert.ok(count > 2);
  const current = page.locator('.article mark[aria-current]');
  const inView = () => current.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  const steps = [['Next', 1], ['Next', 2], ['Previous', 1], ['Previous', count], ['Next', 1]];
  for (const [name, number] of steps) {
    const link = page.locator('.marks').getByRole('link', { name, exact: true });
    await link.press('Enter');
    await page.locator('#at').filter({ hasText: `${number} of ${count}` }).waitFor();
    assert.equal(await current.count(), 1);
    assert.equal(await current.getAttribute('id'), `m${number}`);
    assert.ok(await inView());
    assert.ok(await link.evaluate((node) => node === document.activeElement));
  }
  await page.locator('#status').filter({ hasText: new RegExp(`^1 of ${count}: `) }).waitFor({ state: 'attached' });
  await page.keyboard.press('Alt+ArrowDown');
  await page.locator('#at').filter({ hasText: `2 of ${count}` }).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await page.locator('#at').filter({ hasText: `1 of ${count}` }).waitFor();
});

browserTest('an article address loads by itself and leads to its results', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  const href = await page.locator('.hits h2 a').first().getAttribute('href');
  await open(page, href);
  await page.locator('.article h1').waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  await page.getByRole('link', { name: /^Back to results/ }).click();
  await heading(page, /for backdoor/);
  await open(page, href.split('?')[0]);
  assert.equal(await page.locator('.article mark').count(), 0);
  await page.getByRole('link', { name: 'Back to the archive' }).click();
  await heading(page, /^Search the archive$/);
});

browserTest('from an article to a related one, the way back to the results is not lost', {}, async (page) => {
  await openArticle(page);
  const related = page.locator('.related a').first();
  const title = await related.textContent();
  await related.click();
  await heading(page, title);
  assert.equal(await page.evaluate(() => scrollY), 0);
  const name = await page.locator('a[data-back]').textContent();
  await page.locator('a[data-back]').click();
  await heading(page, /archive/.test(name) ? /^Search the archive$/ : /for backdoor/);
});

browserTest('typing over an article searches, and Back returns to it', {}, async (page) => {
  await openArticle(page);
  await page.locator('#q').fill('ferry');
  await heading(page, /for ferry/);
  await page.goBack();
  await page.locator('.article h1').waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
});

browserTest('a search typed over an article and decided on is one step from it', {}, async (page) => {
  await openArticle(page);
  const article = await addressOf(page);
  await page.locator('#q').fill('fer');
  await heading(page, /for fer$/);
  await page.locator('#q').fill('ferry');
  await heading(page, /for ferry$/);
  await page.locator('#q').press('Enter');
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article h1').waitFor();
  await page.goBack();
  await heading(page, /for ferry$/);
  await page.goBack();
  await page.locator('.article h1').waitFor();
  assert.equal(await addressOf(page), article);
});

browserTest('source, section and byline of an article lead to others like it', {}, async (page) => {
  await open(page, '/search?lang=en');
  await page.locator('.hits li:has(.source) h2 a').first().click();
  const source = page.locator('.about a').first();
  const name = await source.textContent();
  await source.click();
  await page.locator('.chip').filter({ hasText: name }).waitFor();
  assert.deepEqual([...new Set(await page.locator('.hits .source').allTextContents())], [name]);
});

browserTest('every text carries its language and finds its own direction', {}, async (page) => {
  await edited(page, isResults, (html) => html.replace(/<li class="hit" lang="[^"]*">[^]*?<\/li>/,
    `<li class="hit" lang="ar"><h2 dir="auto"><a href="/articles/x">مكتبة جديدة</a></h2><p class="passage" dir="auto">افتتحت مكتبة.</p></li>`));
  await open(page, '/');
  await page.locator('#q').fill('said');
  await heading(page, /for said/);
  assert.equal(await page.locator('.hit').first().getAttribute('lang'), 'ar');
  for (const selector of ['.hit h2', '.hit .passage']) {
    assert.equal(await page.locator(selector).first().evaluate((node) => getComputedStyle(node).direction), 'rtl');
  }
});

// Taking along.

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
const select = (page, selector) => page.locator(selector).evaluate((node) => getSelection().selectAllChildren(node));

browserTest('a selected passage is copied with where it stands', clipboard, async (page) => {
  await openArticle(page);
  await select(page, '#p2');
  const passage = (await page.locator('#p2').textContent()).trim();
  await page.locator('#quote').click();
  await page.locator('#status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
  const words = await copied(page);
  assert.ok(words.startsWith(`“${passage}”`), words);
  assert.ok(words.includes(await page.locator('.article h1').textContent()));
  const link = new URL(words.trim().split(/\s/).at(-1));
  assert.equal(link.hash, '#p2');
  await page.goto(link.pathname + link.hash);
  assert.equal(await page.locator('.article h1').count(), 1);
  assert.ok(await page.evaluate(() => document.getElementById('p2').getBoundingClientRect().top < 200));
});

browserTest('a passage is copied in whole words, with the quotation marks of the reader', clipboard, async (page) => {
  for (const [ui, opening, closing] of [['en', '“', '”'], ['de', '„', '“'], ['fr', '«\u00a0', '\u00a0»'], ['es', '«', '»']]) {
    await openArticle(page);
    await page.goto(`${(await addressOf(page)).split('?')[0]}?ui=${ui}`);
    const words = (await page.locator('#p2').textContent()).split(' ').slice(0, 4);
    await page.evaluate(([begin, end]) => {
      const text = document.getElementById('p2').firstChild;
      getSelection().setBaseAndExtent(text, begin, text, end);
    }, [words[0].length + 2, words.join(' ').length - 1]);
    await page.locator('#quote').click();
    await page.locator('.done').waitFor();
    const [quoted] = (await copied(page)).split('\n');
    assert.equal(quoted.replace(/[.,]/g, ''), `${opening}${words.slice(1).join(' ')}${closing}`.replace(/[.,]/g, ''));
  }
});

browserTest('without a selection the button says what to do, and copies the citation', clipboard, async (page) => {
  await openArticle(page);
  await page.locator('#quote').click();
  await page.locator('#status').filter({ hasText: /Select a passage/ }).waitFor({ state: 'attached' });
  assert.ok((await copied(page)).includes(await page.locator('#quote').getAttribute('data-cite')));
  await select(page, '.article h1');
  await page.locator('#quote').click();
  assert.ok(!(await copied(page)).startsWith('“'), 'a headline is no passage');
});

browserTest('a selection beyond the text is cut to it', clipboard, async (page) => {
  await openArticle(page);
  const paragraphs = await page.locator('.text p').allTextContents();
  const rows = [
    ['.article h1', '#p2', paragraphs.slice(0, 2)],
    [`#p${paragraphs.length}`, '.about dd', paragraphs.slice(-1)],
  ];
  for (const [from, to, whole] of rows) {
    await page.evaluate(([start, end]) => {
      const selection = getSelection();
      selection.setBaseAndExtent(document.querySelector(start), 0, document.querySelector(end), document.querySelector(end).childNodes.length);
    }, [from, to]);
    await page.locator('#quote').click();
    await page.locator('.done').filter({ hasText: 'Copied.' }).waitFor();
    const words = await copied(page);
    assert.deepEqual(words.slice(1, words.indexOf('”\n')).split(/\s+/), whole.join(' ').trim().split(/\s+/));
    assert.ok(words.endsWith(from.startsWith('#') ? from : '#p1'));
  }
});

browserTest('the citation is copied as it stands', clipboard, async (page) => {
  await openArticle(page);
  await page.locator('[data-key=cite] summary').click();
  await page.locator('#copy-citation').click();
  await page.locator('.done').filter({ hasText: 'Copied.' }).waitFor();
  assert.equal(await copied(page), await page.locator('#citation').textContent());
});

browserTest('a browser that does not let the page copy is told of', {}, async (page) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    document.execCommand = () => false;
  });
  await openArticle(page);
  await page.locator('#quote').click();
  await page.locator('#status').filter({ hasText: /did not allow copying/ }).waitFor({ state: 'attached' });
});

browserTest('without TLS the passage is copied the older way', clipboard, async (page) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await openArticle(page);
  await select(page, '#p2');
  await page.locator('#quote').click();
  await page.locator('.done').filter({ hasText: 'Copied.' }).waitFor();
});

// Left to the browser.

browserTest('languages, downloads and pages elsewhere are left to the browser', {}, async (page) => {
  await openArticle(page);
  await page.evaluate(() => {
    window.here = true;
    addEventListener('click', (event) => { window.left = !event.defaultPrevented; event.preventDefault(); });
  });
  const links = ['[data-whole]', '.about a[target=_blank]', 'a[download]'];
  for (const selector of links) {
    const link = page.locator(selector).first();
    if (!await link.count()) continue;
    await link.evaluate((node) => node.click());
    assert.ok(await page.evaluate(() => window.left), selector);
  }
  await page.locator('.related a').first().click({ modifiers: ['Control'] });
  assert.ok(await page.evaluate(() => window.left), 'with a key held');
  await page.locator('[data-back]').evaluate((node) => node.click());
  assert.ok(!await page.evaluate(() => window.left), 'not our own');
});

browserTest('answers of one language lead to those of another', {}, async (page) => {
  await openArticle(page);
  await page.locator('.languages a[hreflang=fr]').click();
  await page.locator('html[lang^=fr]').waitFor();
  assert.match(await addressOf(page), /ui=fr/);
  assert.ok(isArticle(new URL(page.url())));
});
