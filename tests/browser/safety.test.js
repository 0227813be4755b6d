// Hostile pages, hostile queries, and what the page may weigh.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { base, browserTest, edited, heading, isResults, open } from './support/browser.js';
import { root } from './support/server.js';

const web = join(root, 'web');
const read = (name) => readFileSync(join(web, name), 'utf8');
const scripts = readdirSync(web).filter((name) => name.endsWith('.js'));

const attack = '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"><svg/onload=owned=1>';
const escaped = attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

async function unharmed(page) {
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.locator('main script, main img, main svg:not(.chart *)').count(), 0);
}

browserTest('a query full of markup is shown as text', {}, async (page) => {
  await open(page, '/');
  await page.locator('#q').fill(attack);
  await page.keyboard.press('Enter');
  await page.locator('#found h1').waitFor();
  assert.equal(await page.locator('#found h1 q').textContent(), attack);
  await unharmed(page);
  await page.keyboard.press('Control+/');
  assert.equal(await page.locator('#recent a').first().textContent(), attack);
  await unharmed(page);
});

for (const [how, html] of [['escaped', escaped], ['not escaped', attack]]) {
  browserTest(`completions full of markup, ${how} by the server, are shown as text`, {}, async (page) => {
    await page.route((url) => url.pathname === '/api/v1/suggest', (route) => route.fulfill({
      json: { suggestions: [{ kind: attack, text: attack, html: `one <mark>${html}</mark> &amp; two`, q: attack, count: 1 }] },
    }));
    await open(page, '/');
    await page.locator('#q').pressSequentially('one');
    await page.getByRole('option').waitFor();
    assert.equal(await page.getByRole('option').locator('span').first().textContent(), `one ${attack} & two`);
    assert.equal(await page.getByRole('option').locator('mark').textContent(), attack);
    await unharmed(page);
  });
}

browserTest('scripts in a page that is put in never run, whatever made them', { expected: /CSP|Content Security|violates|404/ }, async (page) => {
  const own = `<script src="/main.js?again"></script>${attack.replace(/<svg.*/, '')}`;
  await edited(page, isResults, (html) => html.replace(/(<main[^>]*>)/, `$1${own}`));
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, '/');
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor$/);
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.locator('main script').count(), 0);
  assert.deepEqual(asked.filter((url) => url.includes('again')), []);
});

browserTest('what was put in is under the policy of the page', {}, async (page) => {
  await page.route((url) => url.pathname === '/', async (route) => {
    const response = await route.fetch();
    const policy = response.headers()['content-security-policy'];
    await route.fulfill({
      response, headers: { ...response.headers(), 'content-security-policy': `${policy}; require-trusted-types-for 'script'; trusted-types 'none'` },
    });
  });
  await open(page, '/');
  await page.locator('#q').pressSequentially('backdoor');
  await heading(page, /for backdoor$/);
  await page.getByRole('option').first().waitFor();
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article h1').waitFor();
});

browserTest('the policy of the server forbids inline script, and the page needs none', {}, async (page) => {
  for (const path of ['/', '/search?q=backdoor']) {
    const response = await page.goto(path);
    const policy = response.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    await page.locator('main[aria-busy=false]').waitFor();
  }
});

test('nothing inline, nothing from elsewhere, no HTML from strings', () => {
  const html = read('page.mustache');
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/i);
  assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//i);
  for (const name of scripts) {
    assert.doesNotMatch(read(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser/, name);
    assert.doesNotMatch(read(name), /from '(?!\.\/)/, name);
  }
});

test('every script is loaded ahead', async () => {
  const html = await (await fetch(base)).text();
  for (const name of scripts.filter((each) => each !== 'main.js')) {
    assert.ok(html.includes(`<link rel="modulepreload" fetchpriority="low" href="/${name}">`), name);
  }
});

test('every text that the scripts say is there, in every language', () => {
  const { script } = JSON.parse(read('texts.json'));
  const said = new Set(scripts.flatMap((name) => [...read(name).matchAll(/\btext\('(\w+)'/g)].map(([, key]) => key)));
  for (const key of said) assert.ok(script[key], key);
  for (const [key, languages] of Object.entries(script)) {
    const names = (words) => [...words.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const language of ['en', 'de', 'fr', 'es']) {
      assert.ok(languages[language], `${key} in ${language}`);
      assert.deepEqual(names(languages[language]), names(languages.en), `${key} in ${language}`);
    }
  }
});

test('the scripts weigh at most 15 KB and the style 6 KB, compressed', () => {
  const weight = (names) => names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);
  const [script, style] = [weight(scripts), weight(['dateline.css'])];
  console.log(`scripts ${script} bytes, style ${style} bytes`);
  assert.ok(script <= 15 * 1024, `scripts: ${script} bytes`);
  assert.ok(style <= 6 * 1024, `style: ${style} bytes`);
});
