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

export const texts = (page, selector) => page.locator(selector).allTextContents();

// Whether an address is that of a page of results.
export const isResults = (url) => url.pathname === '/search';

// Lets the server answer what `match` asks for, and gives the page what `edit` makes of the HTML.
export function edited(page, match, edit) {
  return page.route(match, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: edit(await response.text()) });
  });
}

// Holds back the answers to requests that `match` until `release()`. `arrived`: the first one has been made.
export async function held(page, match, answer = (route) => route.continue()) {
  let release, arrive;
  const released = new Promise((resolve) => { release = resolve; });
  const arrived = new Promise((resolve) => { arrive = resolve; });
  await page.route(match, async (route) => {
    arrive();
    await released;
    await answer(route).catch(() => {});
  });
  return { release, arrived };
}

export async function stopClock(page) {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
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
