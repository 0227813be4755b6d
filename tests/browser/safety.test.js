// Hostile articles, hostile queries, and what the page may weigh.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answer, browserTest, heading, hit, open } from './support/browser.js';
import { root } from './support/server.js';

const web = join(root, 'web');
const read = (name) => readFileSync(join(web, name), 'utf8');
const scripts = readdirSync(web).filter((name) => name.endsWith('.js'));

const attack = '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"><svg/onload=owned=1>';
const escaped = attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

async function unharmed(page) {
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.locator('main script, main img, main svg').count(), 0);
}

browserTest('a query full of markup is shown as text', {}, async (page) => {
  await open(page, '/');
  await page.locator('#q').fill(attack);
  await page.keyboard.press('Enter');
  await page.locator('#found h1').waitFor();
  assert.equal(await page.locator('#found h1 q').textContent(), attack);
  await unharmed(page);
});

for (const [how, html] of [['escaped', escaped], ['not escaped', attack]]) {
  browserTest(`an article full of markup, ${how} by the server, is shown as text`, {}, async (page) => {
    const hostile = {
      id: '../../x"><b>', title: html, passage: `one <mark>${html}</mark> &amp; two`, source: attack, section: attack,
      byline: [attack], tags: [attack], url: 'javascript:owned=1', published: attack.slice(0, 9), lang: '"><script>',
    };
    await page.route((url) => url.pathname === '/api/v1/search', (route) => route.fulfill({
      json: answer([hostile], { suggestion: { q: attack, html, used: false }, warnings: [{ code: 'x', detail: attack, position: 0 }] }),
    }));
    await page.route((url) => url.pathname.startsWith('/api/v1/articles/'), (route) => route.fulfill({
      json: { ...hit(hostile), body: [attack, html] },
    }));
    await open(page, '/?q=x');
    assert.equal(await page.locator('.hits h2').textContent(), attack);
    assert.equal(await page.locator('.hits .passage').textContent(), `one ${attack} & two`);
    assert.equal(await page.locator('.hits .passage mark').textContent(), attack);
    await unharmed(page);
    await page.locator('.hits h2 a').click();
    await page.locator('#article h1').waitFor();
    assert.equal(await page.locator('#article h1').textContent(), attack);
    assert.equal(await page.locator('#article a[href^=javascript]').count(), 0);
    await unharmed(page);
  });
}

browserTest('the policy of the server forbids inline script, and the page needs none', {}, async (page) => {
  const response = await page.goto('/');
  const policy = response.headers()['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  await heading(page, /^Search the archive$/);
});

test('nothing inline, nothing from elsewhere, no HTML from strings', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/i);
  assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//i);
  for (const name of scripts) {
    assert.doesNotMatch(read(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser/, name);
    assert.doesNotMatch(read(name), /from '(?!\.\/)/, name);
  }
});

test('every script is loaded ahead', () => {
  const html = read('index.html');
  for (const name of scripts.filter((each) => each !== 'main.js')) {
    assert.ok(html.includes(`<link rel="modulepreload" href="/${name}">`), name);
  }
});

test('the scripts weigh at most 15 KB and the style 6 KB, compressed', () => {
  const weight = (names) => names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);
  const [script, style] = [weight(scripts), weight(['dateline.css'])];
  console.log(`scripts ${script} bytes, style ${style} bytes`);
  assert.ok(script <= 15 * 1024, `scripts: ${script} bytes`);
  assert.ok(style <= 6 * 1024, `style: ${style} bytes`);
});
