// The page in another browser: what is most likely to differ there. FIREFOX: its path.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { page as whole, startHost } from './support/host.js';

const base = process.env.DATELINE_URL;
const firefox = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path));
const skip = firefox ? false : 'no Firefox: install the package firefox-esr, or say where it is with FIREFOX';

let browser, host;
after(() => Promise.all([browser?.close(), host?.stop()]));

// One test, one window. Errors on its console and uncaught ones fail the test.
function firefoxTest(name, body) {
  test(name, { skip, timeout: 60000 }, async () => {
    browser ??= await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
    const page = await browser.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.setDefaultTimeout(20000);
    try {
      await page.setViewport({ width: 1280, height: 900 });
      await body(page);
      assert.deepEqual(problems, []);
    } finally {
      await page.close();
    }
  });
}

const headed = (page, words) => page.waitForFunction((wanted) => new RegExp(wanted).test(document.getElementById('heading')?.textContent), {}, words);
const at = (page) => page.evaluate(() => location.pathname + location.search);

firefoxTest('Firefox: typing finds, a headline leads to the article, Back restores query, results and focus', async (page) => {
  await page.goto(`${base}/`);
  await page.type('#q', 'backdoor');
  await headed(page, '^\\d+ articles? for backdoor$');
  assert.equal(await at(page), '/search?q=backdoor');
  await page.keyboard.press('Escape');
  const href = await page.$eval('.hits h2 a', (link) => link.getAttribute('href'));
  await page.click('.hits h2 a');
  await page.waitForSelector('.article mark');
  assert.equal(await at(page), href);
  await page.goBack();
  await headed(page, '^\\d+ articles? for backdoor$');
  assert.equal(await page.$eval('#q', (box) => box.value), 'backdoor');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), href);
});

firefoxTest('Firefox: suggestions are chosen by keyboard', async (page) => {
  await page.goto(`${base}/`);
  await page.type('#q', 'backd');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.$eval('[aria-selected=true]', (option) => document.getElementById('q').getAttribute('aria-activedescendant') === option.id), true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('q').value !== 'backd' || location.pathname.startsWith('/articles/'));
  assert.equal(await page.$('[role=option]'), null);
});

firefoxTest('Firefox: filters stand beside the results at 1280 px and below them, closed, at 360 px', async (page) => {
  const shown = () => page.$eval('#filters .filters', (node) => node.checkVisibility() && node.getBoundingClientRect().height > 100);
  await page.goto(`${base}/search?q=said&lang=en`);
  assert.equal(await shown(), await page.evaluate(() => CSS.supports('selector(::details-content)')));
  await page.setViewport({ width: 360, height: 800 });
  assert.equal(await shown(), false);
  await page.click('#filters > summary');
  assert.equal(await shown(), true);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.click('.facet[data-field=section] input');
  await headed(page, '^\\d+ articles? for said$');
  await page.waitForSelector('.chip');
  assert.match(await at(page), /section=/);
});

firefoxTest('Firefox: the element searches on a page of another origin under a strict policy', async (page) => {
  host ??= await startHost();
  const policy = `default-src 'none'; script-src ${host.url}; connect-src ${host.url}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`;
  const script = `<script type="module" src="${host.url}/embed/v1/dateline-search.js" crossorigin></script>`;
  await page.goto(host.show(whole('<h1>Intranet</h1><dateline-search q="backdoor" per-page="2"></dateline-search>', { head: script }),
    { headers: { 'Content-Security-Policy': policy } }));
  await page.waitForFunction(() => document.querySelector('dateline-search')?.shadowRoot?.querySelectorAll('.result').length === 2);
  const mark = await page.evaluate(() => getComputedStyle(document.querySelector('dateline-search').shadowRoot.querySelector('.result mark')).backgroundColor);
  assert.notEqual(mark, 'rgba(0, 0, 0, 0)');
});
