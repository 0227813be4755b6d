// <dateline-search>: how it looks where hosts, screens and settings differ, and what a strict host lets it do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answer } from './support/answers.js';
import { axe, browserTest } from './support/browser.js';
import { box, embed, failing, host, isSearch, isSuggest, stub, summary } from './support/embed.js';
import { root } from './support/server.js';

const main = (tag) => `<main><h1>Intranet</h1><h2>Archive</h2>${tag}</main>`;
const hosts = {
  'a light host': '<style>body { margin: 0; font-family: sans-serif; background: #fbf9f4; color: #1c1b19; }</style>',
  'a dark host': '<style>:root { color-scheme: dark; } body { margin: 0; background: #181715; color: #e8e4db; }</style>',
  'a dark host that does not say so': '<style>body { margin: 0; background: #222; color: #eee; }</style>',
};

async function show(page, tag, head) {
  await embed(page, main(tag), { head });
}
const states = {
  idle: (page, head) => show(page, '<dateline-search></dateline-search>', head),
  results: async (page, head) => {
    await show(page, '<dateline-search q="said" per-page="3"></dateline-search><dateline-search label="Wire" q="backdoor"></dateline-search>', head);
    await page.locator('.result').nth(3).waitFor();
  },
  completions: async (page, head) => {
    await show(page, '<dateline-search></dateline-search>', head);
    await box(page).pressSequentially('pol');
    await page.locator('[role=option]').first().waitFor();
    await box(page).press('ArrowDown');
    await page.locator('.found > *').first().waitFor();
  },
  'did you mean': async (page, head) => {
    await show(page, '<dateline-search q="bakdoor"></dateline-search>', head);
    await page.locator('.suggestion').waitFor();
  },
  'nothing found': async (page, head) => {
    await show(page, '<dateline-search q="backdoor zyzzyva"></dateline-search>', head);
    await page.locator('.message').waitFor();
  },
  failure: async (page, head) => {
    await show(page, '<dateline-search q="backdoor" from="1950-99"></dateline-search>', head);
    await page.locator('.message').waitFor();
  },
};

for (const [where, head] of Object.entries(hosts)) {
  for (const [name, prepare] of Object.entries(states)) {
    browserTest(`axe finds nothing, and nothing scrolls sideways at 320 px: ${name} in ${where}`, { ...failing, viewport: { width: 320, height: 700 } }, async (page) => {
      await prepare(page, head);
      assert.deepEqual(await axe(page), []);
      assert.ok(await fits(page));
    });
  }
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

browserTest('in a box of 320 px, text of 200 percent, French, words without a break: all fits', { viewport: { width: 1280, height: 800 } }, async (page) => {
  const long = 'Donaudampfschifffahrts'.repeat(20);
  await embed(page, '<div style="inline-size: 320px"><dateline-search></dateline-search></div>', { lang: 'fr', head: '<style>html { font-size: 200%; }</style>' });
  await stub(page, isSearch, answer([{ title: long, passage: long, source: long, section: long, byline: [long], missing: [long] }], { pages: 2, total: 12 }));
  await box(page).fill(long);
  await page.locator('.more').waitFor();
  assert.deepEqual(await page.evaluate(() => {
    const edge = document.querySelector('div').getBoundingClientRect().right + 1;
    return [...document.querySelector('dateline-search').shadowRoot.querySelectorAll('*')].filter(
      (node) => !node.closest('.unseen') && node.getBoundingClientRect().right > edge).map((node) => node.className);
  }), []);
});

browserTest('what can be pressed is 24 px high and wide at least, where text is small too', {}, async (page) => {
  await embed(page, '<dateline-search q="bakdoor" per-page="1"></dateline-search>', { head: '<style>body { font-size: 11px; }</style>' });
  await stub(page, isSearch, answer([{ title: 'x' }], { pages: 3, suggestion: { q: 'a', html: 'a' } }));
  await box(page).fill('pol');
  await page.locator('[role=option]').first().waitFor();
  await page.locator('.more').waitFor();
  const small = await page.locator('dateline-search').locator('a, button, input, [role=option]').evaluateAll(
    (nodes) => nodes.filter((node) => Math.min(node.getBoundingClientRect().height, node.getBoundingClientRect().width) < 24).map((node) => node.outerHTML));
  assert.deepEqual(small, []);
});

browserTest('completions lie on the colour of the page, whatever it is', {}, async (page) => {
  await embed(page, '<div style="background: rgb(40, 0, 60); color: white"><dateline-search></dateline-search></div>');
  await box(page).pressSequentially('encr');
  await page.locator('[role=option]').first().waitFor();
  assert.equal(await page.locator('.offers').evaluate((node) => getComputedStyle(node).backgroundColor), 'rgb(40, 0, 60)');
});

browserTest('from right to left', {}, async (page) => {
  await embed(page, '<dateline-search q="x"></dateline-search>', { lang: 'ar', attributes: 'dir="rtl"' });
  await stub(page, isSearch, answer([{ title: 'مرفأ جديد', passage: 'افتتح المرفأ', lang: 'ar' }, { title: 'Harbour', passage: 'The harbour opens.' }]));
  await box(page).fill('y');
  await page.locator('.result').nth(1).waitFor();
  const [text, button] = await Promise.all([box(page), page.locator('.button').first()].map((each) => each.boundingBox()));
  assert.ok(button.x < text.x);
  const directions = await page.locator('.result').evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).direction));
  assert.deepEqual(directions, ['rtl', 'ltr']);
  assert.ok(await fits(page));
});

for (const colorScheme of ['light', 'dark']) {
  browserTest(`with forced colours, ${colorScheme}, marks and the chosen completion are still told apart`, { forcedColors: 'active', colorScheme }, async (page) => {
    await embed(page, '<dateline-search q="said"></dateline-search>');
    await page.locator('.result').first().waitFor();
    await stub(page, isSuggest, { suggestions: ['backdoor', 'backs'].map((q) => ({ kind: 'word', q, html: `<mark>back</mark>${q.slice(4)}` })) });
    await box(page).fill('back');
    await page.locator('[role=option]').first().waitFor();
    await box(page).press('ArrowDown');
    const ground = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).backgroundColor);
    assert.notEqual(await ground('.passage mark, .headline mark'), await ground('body'));
    assert.notEqual(await ground('[aria-selected=true]'), await ground('.offers'));
    for (const selected of [true, false]) {
      const inks = await page.locator(`[role=option][aria-selected=${selected}]`).evaluate(
        (option) => [option, option.querySelector('mark')].map((node) => getComputedStyle(node).color));
      assert.equal(inks[0], inks[1], `letters that match, selected: ${selected}`);
    }
  });
}

browserTest('who asks for no motion gets none', { reducedMotion: 'reduce' }, async (page) => {
  await embed(page);
  await page.route(isSearch, () => {});
  await box(page).fill('backdoor');
  await page.locator('.progress.on').waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('dateline-search').shadowRoot.getAnimations().length), 0);
});

browserTest('print is a list of cuttings: no controls, marks bold and underlined', {}, async (page) => {
  await embed(page, '<dateline-search q="said" per-page="2"></dateline-search>');
  await page.locator('.more').waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['form', '.more']) assert.ok(await page.locator(selector).isHidden(), selector);
  const style = await page.locator('.result mark').first().evaluate((node) => [getComputedStyle(node).fontWeight, getComputedStyle(node).textDecorationLine]);
  assert.deepEqual(style, ['700', 'underline']);
});

// What a page may set, and where it shows.
const properties = [
  ['--dateline-ink: rgb(1, 2, 3)', '.headline', 'color', 'rgb(1, 2, 3)'],
  ['--dateline-paper: rgb(1, 2, 3)', '.all', 'backgroundColor', 'rgb(1, 2, 3)'],
  ['--dateline-accent: rgb(1, 2, 3)', '.kicker', 'color', 'rgb(1, 2, 3)'],
  ['--dateline-quiet: rgb(1, 2, 3)', '.credit', 'color', 'rgb(1, 2, 3)'],
  ['--dateline-rule: rgb(1, 2, 3)', '.result', 'borderBottomColor', 'rgb(1, 2, 3)'],
  ['--dateline-marker: rgb(1, 2, 3)', '.passage mark', 'backgroundColor', 'rgb(1, 2, 3)'],
  ['--dateline-font: monospace', '.credit', 'fontFamily', 'monospace'],
  ['--dateline-headline-font: cursive', '.headline', 'fontFamily', 'cursive'],
  ['--dateline-headline-font: cursive', '.passage', 'fontFamily', 'cursive'],
  ['--dateline-text-font: fantasy', '.passage', 'fontFamily', 'fantasy'],
  ['--dateline-size: 23px', '.all', 'fontSize', '23px'],
];
for (const [setting, selector, property, expected] of properties) {
  browserTest(`${setting} shows at ${selector}`, {}, async (page) => {
    await embed(page, '<dateline-search></dateline-search>', { head: `<style>dateline-search { ${setting}; }</style>` });
    await stub(page, isSearch, answer([{ section: 'Politics', source: 'Wire', passage: 'a <mark>b</mark>' }]));
    await box(page).fill('x');
    await page.locator('.result').waitFor();
    assert.equal(await page.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], property), expected);
  });
}

browserTest('every part that the documents name can be styled', failing, async (page) => {
  const document = readFileSync(join(root, 'docs/embedding.md'), 'utf8').split('### Parts')[1].split('\n## ')[0];
  const parts = [...document.matchAll(/^\| `([a-z]+)` \|/gm)].map((match) => match[1]);
  assert.ok(parts.length > 10);
  await embed(page, '<dateline-search label="Archive"></dateline-search><dateline-search q="x" server="/"></dateline-search>', {
    head: `<style>${parts.map((part) => `::part(${part}) { scroll-margin: 7px; }`).join('')}</style>`,
  });
  const hit = { section: 'Politics', source: 'Wire', passage: 'a <mark>b</mark>' };
  await stub(page, isSearch, answer([hit], { pages: 2, partial: true, suggestion: { q: 'a', html: 'a' } }));
  await box(page).pressSequentially('pol');
  await page.locator('[role=option]').first().waitFor();
  await page.locator('.result').waitFor();
  await page.evaluate(() => document.querySelectorAll('dateline-search')[1].removeAttribute('server'));
  await stub(page, isSearch, { status: 500, body: '{}' });
  await page.evaluate(() => document.querySelectorAll('dateline-search')[1].search('y'));
  const styled = await page.locator('dateline-search [part]').evaluateAll(
    (nodes) => nodes.filter((node) => getComputedStyle(node).scrollMarginTop === '7px').flatMap((node) => [...node.part]));
  assert.deepEqual(parts.filter((part) => !styled.includes(part)), []);
});

// A strict host. Any violation is an error on the console, which fails the test.
browserTest('under the strictest policy that lets it ask, with Trusted Types and integrity', {}, async (page) => {
  const { url } = await host();
  const { integrity } = await (await fetch(`${url}/embed/v1/integrity.json`)).json();
  await embed(page, `<dateline-search></dateline-search><script src="${url}/embed/v1.0.0/dateline-search.js" type="module" crossorigin integrity="${integrity}"></script>`, {
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src ${url}; connect-src ${url}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`,
    },
  });
  await box(page).pressSequentially('encr');
  await page.locator('[role=option]').first().waitFor();
  await box(page).fill('said');
  await box(page).press('Enter');
  await summary(page, /articles/);
  await page.locator('.more').click();
  await page.locator('.result').nth(10).waitFor();
  assert.equal(await page.locator('.results').evaluate((node) => getComputedStyle(node).listStyleType), 'none');
});

// The file.

const folder = join(root, 'web/embed/1.0.0');
const script = readFileSync(join(folder, 'dateline-search.js'));

test('the file weighs at most 12 KB compressed, and makes no HTML from strings', () => {
  const weight = gzipSync(script, { level: 9 }).length;
  console.log(`dateline-search.js ${weight} bytes`);
  assert.ok(weight <= 12 * 1024, `${weight} bytes`);
  assert.doesNotMatch(script.toString(), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment|^\s*import\b|\bimport\(/m);
});

test('every language has every text', () => {
  const table = /const texts = (\{.*?\n {2}\});/s.exec(script.toString())[1];
  const texts = new Function(`return ${table}`)();
  const shape = (value) => (typeof value === 'string' ? value.split('%').length : Object.entries(value).map(([key, each]) => [key, shape(each)]));
  for (const [lang, each] of Object.entries(texts)) assert.deepEqual(shape(each), shape(texts.en), lang);
});

test('integrity.json and the documents have the hash of the file', () => {
  const hash = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8')),
    { version: '1.0.0', url: '/embed/v1.0.0/dateline-search.js', integrity: hash });
  assert.match(script.toString(), /const version = '1\.0\.0';/);
  const hashes = readFileSync(join(root, 'docs/embedding.md'), 'utf8').match(/sha384-[A-Za-z0-9+/=]+/g);
  assert.deepEqual(new Set(hashes), new Set([hash]));
});
