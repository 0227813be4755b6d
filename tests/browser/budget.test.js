// What a page may cost: bytes on the way, questions asked and nodes made. Times are printed and never asserted.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { base, browserTest, heading, open } from './support/browser.js';
import { root } from './support/server.js';

const KB = 1024;
const web = join(root, 'web');
const weight = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const named = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));

// Files, each compressed by itself as it is sent.
const newest = readdirSync(join(web, 'embed')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
for (const [what, paths, most] of [
  ['the scripts of the page', named(web, '.js'), 15 * KB],
  ['the style sheet', [join(web, 'dateline.css')], 6 * KB],
  ['the newest embed', [join(web, 'embed', newest, 'dateline-search.js')], 12 * KB],
]) {
  test(`${what}: at most ${most / KB} KB compressed`, (t) => {
    assert.ok(paths.length > 0);
    const bytes = paths.reduce((sum, path) => sum + weight(path), 0);
    t.diagnostic(`${bytes} bytes in ${paths.length} file(s)`);
    assert.ok(bytes <= most, `${bytes} bytes`);
  });
}

// Pages as a browser gets them: { sent: bytes of the compressed body, html }.
function fetched(path) {
  return new Promise((done, failed) => {
    get(base + path, { headers: { 'Accept-Encoding': 'gzip', 'Accept-Language': 'en' } }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => {
        const body = Buffer.concat(pieces);
        assert.equal(response.statusCode, 200, path);
        assert.equal(response.headers['content-encoding'], 'gzip', path);
        done({ sent: body.length, html: gunzipSync(body).toString() });
      });
    }).on('error', failed);
  });
}

// Ten hits with filters, facets and passages. `passages`: how many of them the page has at least, so that it weighs what is meant.
for (const [why, path, passages] of [
  ['one frequent word', '/search?q=said&per_page=10', 10],
  ['five passages of each', '/search?q=said&per_page=10&snippets=5', 30],
  ['frequent words, five passages, filters set',
    '/search?q=the+of+a+in+to&per_page=10&snippets=5&lang=en&from=1900&section=-sport&source=-Nobody&tag=-none&sort=oldest', 30],
  ['long passages', '/search?q=the+of+a+in+to&per_page=10&snippets=3&snippet_length=500', 30],
  ['no word: everything there is', '/search?per_page=10', 0],
]) {
  test(`a page of ten hits is at most 14 KB: ${why}`, async (t) => {
    const { sent, html } = await fetched(path);
    const count = (part) => html.split(part).length - 1;
    assert.equal(count('<li class="hit"'), 10);
    assert.ok(count('<fieldset class="facet"') >= 4);
    assert.ok(count('<p class="passage"') >= passages, `${count('<p class="passage"')} passages`);
    t.diagnostic(`${sent} bytes compressed, ${html.length} characters, ${count('<p class="passage"')} passages`);
    assert.ok(sent <= 14 * KB, `${sent} bytes`);
  });
}

// Every node that comes into the page or goes is counted.
function countNodes() {
  window.counted = { added: 0, removed: 0 };
  const all = (node) => 1 + (node.querySelectorAll?.('*').length ?? 0);
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of addedNodes) if (node.nodeType === 1) window.counted.added += all(node);
      for (const node of removedNodes) if (node.nodeType === 1) window.counted.removed += all(node);
    }
  }).observe(document, { childList: true, subtree: true });
}

browserTest('fifty hits: one question for what is typed, each node put in once, nothing asked for each hit', {}, async (page) => {
  await open(page, '/search?lang=en&per_page=50');
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate(countNodes);
  await page.locator('#q').fill('the');
  await heading(page, /for the$/);
  await page.waitForTimeout(1000);  // whatever would still be asked for
  const { counted, nodes, hits, swaps } = await page.evaluate(() => ({
    counted: window.counted,
    nodes: document.querySelectorAll('#main *').length,
    hits: document.querySelectorAll('.hits > li').length,
    swaps: performance.getEntriesByName('swap').map(({ duration }) => duration),
  }));
  console.log(`fifty hits: ${asked.length} requests, ${counted.added} nodes in, ${counted.removed} out, script ${swaps.map((ms) => ms.toFixed(1)).join(' and ')} ms`);
  assert.equal(hits, 50);
  assert.deepEqual(asked.filter((path) => path !== '/favicon.svg').sort(), ['/api/v1/suggest', '/search']);
  assert.equal(swaps.length, 1);
  // Beside <main>: the completions, links to feeds and pages, hidden fields, the choice of language.
  assert.ok(counted.added <= nodes + 100, `${counted.added} nodes were put in for a page of ${nodes}`);
  assert.ok(nodes <= 50 * 20 + 1000, `${nodes} nodes`);
});

browserTest('the work for fifty hits is in step with that for ten', {}, async (page) => {
  const nodesOf = async (perPage) => {
    await open(page, `/search?q=the&lang=en&per_page=${perPage}`);
    return page.locator('.found *').count();
  };
  const [few, many] = [await nodesOf(10), await nodesOf(50)];
  assert.ok(many <= 5 * few, `${few} nodes for ten, ${many} for fifty`);
});

browserTest('a page loads what it needs and no more: scripts, the style sheet, the icon, all from here', {}, async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, '/search?q=said');
  await page.waitForLoadState('networkidle');
  const paths = asked.map((url) => new URL(url));
  assert.deepEqual(paths.filter(({ origin }) => origin !== base), []);
  assert.deepEqual(paths.map(({ pathname }) => pathname).filter((path) => path !== '/favicon.svg').sort(),
    ['/dateline.css', ...named(web, '.js').map((path) => path.slice(web.length)), '/search'].sort());
});
