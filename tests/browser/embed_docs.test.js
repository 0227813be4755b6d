// The examples of docs/embedding.md as they stand, from another origin, and its tables against the element.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browserTest } from './support/browser.js';
import { box, embed, host, summary } from './support/embed.js';
import { root } from './support/server.js';

const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
const script = readFileSync(join(root, 'web/embed/1.0.0/dateline-search.js'), 'utf8');
const section = (title) => text.split(new RegExp(`^##+ ${title}$`, 'm'))[1].split(/^##+ /m)[0];
const fenced = (title, word) => new RegExp(`^\`\`\`${word}\\n(.*?)^\`\`\``, 'ms').exec(section(title))[1];
const column = (title, place) => [...section(title).matchAll(/^\| (`.*) \|$/gm)].map((row) => /`([^`]*)`/.exec(row[1].split(' | ')[place])[1]);

// The example below a heading, with the addresses of the servers under test, opened in the browser.
async function openExample(page, title) {
  const { url, origin, show } = await host();
  const real = (given) => given.replaceAll('https://search.newsroom.example', url).replaceAll('https://intranet.newsroom.example', origin);
  const [name, ...value] = section(title).includes('```http') ? real(fenced(title, 'http')).trim().split(': ') : [];
  await page.goto(show(real(fenced(title, 'html')), { headers: name ? { [name]: value.join(': ') } : {} }));
}

browserTest('the element in a page', {}, async (page) => {
  await openExample(page, 'The element in a page');
  await box(page).pressSequentially('assembly');
  await summary(page, /articles?$/);
  assert.deepEqual([...new Set((await page.locator('.kicker').allTextContents()).map((kicker) => kicker.toLowerCase()))], ['politics']);
});

browserTest('the element under a strict policy', {}, async (page) => {
  await openExample(page, 'The element under a strict policy');
  await box(page).pressSequentially('backdoor');
  await summary(page, /^\d+ articles$/);
});

const frame = 'The search page in a frame';
const height = (page) => page.locator('#archive').getAttribute('height');

browserTest('the frame’s height is taken from the frame alone', {}, async (page) => {
  const { url, origin } = await host();
  await page.route(`${url}/embed?*`, (route) => route.fulfill({
    contentType: 'text/html', body: '<script>onmessage = ({ data }) => parent.postMessage(data, "*");</script>',
  }));
  await openExample(page, frame);
  const echoed = (message) => page.evaluate((sent) => new Promise((done) => {
    addEventListener('message', () => setTimeout(done), { once: true });
    document.getElementById('archive').contentWindow.postMessage(sent, '*');
  }), message);
  const here = (message) => page.evaluate((sent) => new Promise((done) => {
    addEventListener('message', () => setTimeout(done), { once: true });
    postMessage(sent, '*');
  }), message);
  await here({ type: 'dateline-height', height: 5 });
  assert.equal(await height(page), '600', `a message of ${origin} itself`);
  for (const message of [null, 'dateline-height', { type: 'other', height: 5 }, { type: 'dateline-height', height: '5px' }, { type: 'dateline-height', height: Infinity }]) {
    await echoed(message);
    assert.equal(await height(page), '600', JSON.stringify(message));
  }
  await echoed({ type: 'dateline-height', height: 776.5 });
  assert.equal(await height(page), '777');
});

const served = await fetch(`${(await host()).url}/embed`).then(({ status }) => status === 200);

browserTest('the search page in a frame', { skip: served ? false : 'this server has no page at /embed' }, async (page) => {
  await openExample(page, frame);
  await page.waitForFunction(() => document.getElementById('archive').height !== '600');
  const inner = page.frameLocator('#archive');
  assert.equal(await inner.locator('input[name=q]').inputValue(), 'election');
  assert.equal(await inner.locator('input[name=q]').getAttribute('placeholder'), 'Search politics');
});

browserTest('the example of an event keeps the link from being followed', {}, async (page) => {
  await embed(page, `<dateline-search q="backdoor" open-in="self"></dateline-search>${fenced('Events', 'html')}`);
  const line = page.waitForEvent('console');
  await page.locator('.headline').first().click();
  assert.ok((await line).text().length > 5);
  assert.equal(new URL(page.url()).pathname, '/');
});

browserTest('the example of a look is one', {}, async (page) => {
  await embed(page, '<dateline-search q="section:politics"></dateline-search>', { head: fenced('Custom properties', 'html') });
  const { color, textTransform } = await page.locator('.kicker').first().evaluate((node) => ({ ...getComputedStyle(node) }));
  assert.deepEqual([color, textTransform], ['rgb(10, 92, 143)', 'uppercase']);
});

browserTest('the tables have every attribute with its property, and every method', {}, async (page) => {
  await embed(page);
  const [observed, methods] = await page.evaluate(() => {
    const element = customElements.get('dateline-search');
    return [element.observedAttributes, Object.getOwnPropertyNames(element.prototype).filter((name) => !/Callback$|^constructor$/.test(name)
      && typeof Object.getOwnPropertyDescriptor(element.prototype, name).value === 'function')];
  });
  assert.deepEqual(column('Attributes', 0).sort(), [...observed].sort());
  assert.deepEqual(column('Attributes', 1), column('Attributes', 0).map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())));
  assert.deepEqual(column('Methods', 0).map((name) => name.replace(/\(.*/, '')).sort(), methods.sort());
});

test('the tables have every event and every custom property', () => {
  const all = (pattern) => [...new Set([...script.matchAll(pattern)].map((match) => match[1]))].sort();
  assert.deepEqual(column('Events', 0).sort(), all(/#emit\('([a-z-]+)'/g));
  assert.deepEqual(column('Custom properties', 0).sort(), all(/var\((--dateline-[a-z-]+)/g));
});

test('the table of kinds has every failure that there are words for', () => {
  const words = /offline: '.*?setup: /s.exec(script)[0];
  const kinds = [...words.matchAll(/\b([a-z]+): /g)].map((match) => match[1]);
  const listed = /^`kind` is (.*?\.)$/ms.exec(section('Events'))[1];
  assert.deepEqual([...listed.matchAll(/`([a-z]+)`/g)].map((match) => match[1]).sort(), kinds.sort());
});
