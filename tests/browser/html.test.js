// Every kind of page is correct HTML, in every language, over the sample archive and over one where every field is hostile. What is looked at
// is what the server sends, before any script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { attack, paths, startHostile, withdrawn } from './support/hostile.js';
import { base, browserTest } from './support/browser.js';

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Lists may have a name (ARIA 1.2, 5.2.8.4); the rule otherwise takes it for a mistake on everything that is neither a landmark nor a control.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
}));

const languages = ['en', 'de', 'fr', 'es'];
let hostile;
before(async () => { hostile = await startHostile(); });
after(() => hostile?.stop());

async function page(origin, path, language) {
  const response = await fetch(origin + path, { headers: { Accept: 'text/html', 'Accept-Language': language }, redirect: 'error' });
  assert.match(response.headers.get('content-type'), /^text\/html/, path);
  assert.equal(response.headers.get('content-language').slice(0, 2), language);
  return { status: response.status, html: await response.text() };
}

const ofArticle = async (q) => {
  const { html } = await page(base, `/search?q=${q}`, 'en');
  return /<h2[^>]*><a href="([^"]+)"/.exec(html)[1].replaceAll('&amp;', '&');
};
const q = encodeURIComponent(`"${attack}" \u202E ferry`);
const tag = encodeURIComponent(attack.trim());

// What it is, its path, the status, and what has to be in it so that it is what it is called.
const sample = [
  ['start', () => '/', 200, 'class="front"'],
  ['results', () => '/search?q=said&page=2', 200, 'aria-current="page"'],
  ['everything', () => '/search', 200, 'class="hits"'],
  ['filters set', () => '/search?q=said&lang=en&section=-sport&source=-Nobody&from=2000&to=2030&sort=oldest&group=copies&per_page=5', 200, 'class="chips"'],
  ['copies', () => '/search?q=deposit&group=copies', 200, 'class="copies"'],
  ['some have all words', () => '/search?q=harbour+ferry+orchestra+tram', 200, 'class="hit"'],
  ['did you mean', () => '/search?q=bakdoor', 200, 'class="suggestion"'],
  ['none found', () => '/search?q=backdoor+zyzzyva&section=sport', 200, 'class="nothing"'],
  ['a page behind the last', () => '/search?q=said&page=900', 200, 'id="main"'],
  ['refused', () => '/search?q=x&per_page=0', 400, 'class="failure"'],
  ['wrong dates', () => '/search?q=said&from=1950-99', 400, 'aria-invalid="true"'],
  ['behind the last page', () => '/search?q=said&page=99', 200, 'class="nothing"'],
  ['article', () => ofArticle('backdoor'), 200, '<mark id="m1">'],
  ['article with copies', () => ofArticle('deposit'), 200, 'data-key="copies"'],
  ['article with a ledger', () => '/articles/scraped%2Fbarcelona-5g-standoff.txt', 200, 'data-key="ledger"'],
  ['no such article', () => '/articles/there-is-no-such-article', 404, 'class="failure"'],
  ['no such page', () => '/there/is/none', 404, 'class="failure"'],
  ['frame', () => '/embed?q=said&section=politics&placeholder=Politics', 200, 'target="_blank"'],
  ['frame, none found', () => '/embed?q=zyzzyva', 200, 'class="nothing"'],
  ['frame, refused', () => '/embed?q=x&per_page=0', 400, 'class="failure"'],
];
const bad = [
  ['start', () => '/', 200, 'class="front"'],
  ['start, its lead', () => '/', 200, '<span>Dan &quot;Q&quot; Low</span>'],
  ['results', () => '/search?q=ferry&snippets=5', 200, 'class="hits"'],
  ['everything', () => '/search?per_page=5', 200, 'class="steps"'],
  ['the query, the filters', () => `/search?q=${q}&tag=${tag}&byline=-${tag}&lang=${tag}&from=2020`, 200, 'class="chips"'],
  ['refused', () => `/search?q=${q}&per_page=${q}`, 400, 'class="failure"'],
  ['frame', () => `/embed?q=${q}&placeholder=${q}`, 200, 'id="q"'],
  ...Object.entries(paths).map(([name, path]) => [`article: ${name}`, () => `${path}${path.includes('?') ? '&' : '?'}q=ferry`, 200, 'class="article"']),
  ['article with copies', () => paths.copies, 200, 'data-key="copies"'],
  ['article with versions', () => paths.versions, 200, 'data-key="versions"'],
  ['older version', () => paths.older, 200, 'version=1'],
  ['article with a ledger', () => paths.ledger, 200, 'data-key="ledger"'],
  ['withdrawn', () => withdrawn, 410, 'class="failure"'],
];

// What the validator does not look at. `html` is parsed, and neither shown nor run. Gives what is wrong as lines.
function oddities(html) {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const found = [];
  const say = (what, node) => found.push(`${what}: ${(node.parentElement ?? node).outerHTML.slice(0, 200)}`);
  // Empty on purpose: a box that is empty, a language that is not known, attributes that are on or off.
  const mayBeEmpty = ['value', 'lang', 'hidden', 'autofocus', 'open', 'checked', 'download', 'data-back', 'data-whole'];
  for (const node of document.querySelectorAll('*')) {
    for (const { name, value } of node.attributes) if (value === '' && !mayBeEmpty.includes(name)) say(`empty ${name}`, node);
    if ([...node.attributes].some(({ name }) => name.startsWith('on'))) say('a handler', node);
  }
  for (const node of document.querySelectorAll('ol, ul, dl, table, thead, tbody, tr, select')) {
    for (const child of node.childNodes) if (child.nodeType === 3 && child.data.trim()) say('stray text', node);
    if (!node.children.length && node.id !== 'recent') say('an empty list', node);
  }
  const filled = 'p:not(#status, #slow), li, dt, dd, th, td, h1, h2, h3, a, button, label, legend, summary, time, b, strong, mark, span:not(.cross)';
  for (const node of document.querySelectorAll(filled)) if (!node.textContent.trim()) say('nothing in it', node);
  for (const { href } of document.querySelectorAll('a')) if (!/^https?:/.test(href)) found.push(`a link to ${href}`);
  for (const name of ['img', 'svg script', 'main script', 'iframe', 'style']) if (document.querySelector(name)) found.push(`<${name}>`);
  const tags = document.querySelectorAll('script').length;
  if (tags !== 1) found.push(`${tags} scripts`);
  return found;
}

for (const [archive, rows] of [['the sample archive', sample], ['a hostile archive', bad]]) {
  for (const [name, path, status, holds] of rows) {
    test(`valid in four languages: ${name}, ${archive}`, async () => {
      const at = await path();
      for (const language of languages) {
        const answer = await page(archive === 'the sample archive' ? base : hostile.url, at, language);
        assert.equal(answer.status, status, at);
        assert.ok(answer.html.includes(holds), `${holds} in ${at}`);
        const { results } = await validator.validateString(answer.html, at);
        assert.deepEqual(results.flatMap(({ messages }) => messages.map(
          ({ ruleId, line, column, message }) => `${ruleId} ${line}:${column} ${message}: ${answer.html.split('\n')[line - 1]}`)), [], `${at} ${language}`);
      }
    });
  }
  browserTest(`no empty attribute or element, no stray text, no markup of an article's: ${archive}`, {}, async (tab) => {
    await tab.goto(`${base}/`);
    const wrong = [];
    for (const [name, path] of rows) {
      const at = await path();
      for (const language of languages) {
        const { html } = await page(archive === 'the sample archive' ? base : hostile.url, at, language);
        const found = await tab.evaluate(oddities, html);
        wrong.push(...found.map((each) => `${name}, ${language}: ${each}`));
      }
    }
    assert.deepEqual(wrong, []);
  });
}
