// One test, one fresh browser window on the server under test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { executable, flags } from './chromium.js';

export const base = process.env.DATELINE_URL;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let browser;
after(() => browser?.close());

// Runs `body(page)`. `options` are those of a Playwright context, `expected`: a pattern of console messages that the
// test provokes, and `skip`: why it is not run. Any other error or warning on the console, any uncaught error and any CSP violation fails the test.
export function browserTest(name, options, body) {
  const { expected, skip, ...rest } = options;
  test(name, { timeout: 120000, skip }, async () => {
    browser ??= await chromium.launch({ executablePath: executable(), args: flags });
    const context = await browser.newContext({
      baseURL: base, locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...rest,
    });
    context.setDefaultTimeout(20000);
    try {
      const page = await context.newPage();
      const problems = await watched(page, expected);
      await body(page);
      assert.deepEqual(problems, [], 'the console stays empty');
    } finally {
      await context.close();
    }
  });
}

// Opens `path` and waits until what it asks for has been drawn.
export async function open(page, path) {
  await page.goto(path);
  await drawn(page);
}

export async function drawn(page) {
  await page.locator('main[aria-busy=false]').waitFor({ state: 'attached' });
}

// Waits for the page's heading to read like `pattern`.
export async function heading(page, pattern) {
  await page.locator('#heading').filter({ hasText: pattern }).waitFor({ state: 'attached' });
}

export const addressOf = (page) => page.evaluate(() => location.pathname + location.search);

export const focused = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

// Every violation that axe finds on the page as it stands, as readable lines.
export async function axe(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    const options = { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } };
    return (await window.axe.run(document, options)).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join('; ')}`);
  }, axeTags);
  return violations;
}

// Answers for routes: what the API would say.
export function answer(hits, more = {}) {
  return {
    query: { q: '', interpreted: '', terms: [] }, total: hits.length, total_relation: 'eq', sort: 'relevance', page: 1,
    per_page: 10, pages: 1, took_ms: 1, revision: 'r', partial: false, suggestion: null, ways_out: [], warnings: [],
    hits: hits.map(hit), facets: facets(), ...more,
  };
}
export function hit(fields) {
  const { title = 'Headline', passage = 'Passage' } = fields;
  return {
    id: 'id', url: null, byline: [], source: null, section: null, published: null, updated: null, lang: 'en', tags: [],
    words: 10, score: 1, ...fields, title,
    highlights: { title: { html: title, text: title }, byline: [], body: [{ html: passage, text: passage, paragraph: 0 }] },
  };
}

function facets() {
  const empty = { values: [], other: 0, exact: true };
  return { source: empty, section: empty, 'published:year': empty, 'published:month': empty };
}

async function watched(page, expected) {
  const problems = [];
  const note = (text) => expected?.test(text) || problems.push(text);
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && note(message.text()));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return problems;
}
