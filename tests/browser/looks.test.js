// How it looks where eyes, screens and settings differ.
import assert from 'node:assert/strict';
import { addressOf, axe, browserTest, edited, heading, isResults, open } from './support/browser.js';

const failing = { expected: /Failed to load resource/ };

async function openArticle(page) {
  await open(page, '/search?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article h1').waitFor();
}

// axe in every state, in both schemes and two widths.

const states = {
  start: (page) => open(page, '/'),
  results: (page) => open(page, '/search?q=said&lang=en&page=2'),
  filters: async (page) => {
    await open(page, '/search?lang=en&section=-business');
    if (await page.locator('#filters > summary').isVisible()) await page.locator('#filters > summary').click();
    for (const summary of await page.locator('.filters summary').all()) await summary.click();
  },
  options: async (page) => {
    await open(page, '/');
    await page.locator('#q').pressSequentially('back');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
  },
  nothing: (page) => open(page, '/search?q=backdoor+zyzzyva&section=sport'),
  refused: (page) => open(page, '/search?q=x&per_page=0'),
  down: async (page) => {
    await open(page, '/search?lang=en');
    await page.route(isResults, (route) => route.abort());
    await page.locator('#q').fill('backdoor');
    await page.locator('.failure').waitFor();
  },
  article: async (page) => {
    await openArticle(page);
    for (const summary of await page.locator('.part summary').all()) await summary.click();
    await page.locator('#quote').click();
  },
  missing: (page) => open(page, '/articles/there-is-no-such-article'),
  help: async (page) => {
    await open(page, '/');
    await page.keyboard.press('Control+/');
    await page.locator('#help').waitFor();
  },
  frame: (page) => open(page, '/embed?q=backdoor'),
};

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    for (const [name, show] of Object.entries(states)) {
      browserTest(`axe finds nothing: ${name}, ${colorScheme}, ${width} px`,
        { ...failing, colorScheme, viewport: { width, height: 800 } }, async (page) => {
          await show(page);
          assert.deepEqual(await axe(page), []);
        });
    }
  }
}

// Reflow.

for (const [name, show] of Object.entries(states)) {
  browserTest(`nothing scrolls sideways at 320 px: ${name}`, { ...failing, viewport: { width: 320, height: 640 } }, async (page) => {
    await show(page);
    const [needed, given] = await page.evaluate(
      () => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(needed <= given, `${needed} px are needed, ${given} px are there`);
  });
}

browserTest('words without a break do not widen the page', { viewport: { width: 320, height: 640 } }, async (page) => {
  const long = 'Donaudampfschifffahrts'.repeat(20);
  await edited(page, isResults, (html) => html.replaceAll(/(<bdi>|<span class="source">|<p class="kicker"[^>]*>|<h2[^>]*><a[^>]*>)[^<]*/g, `$1${long}`));
  await open(page, '/search?q=said&section=-business');
  await page.locator('#filters > summary').click();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});

browserTest('text at 200 percent still fits', { viewport: { width: 640, height: 800 } }, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.evaluate(() => { document.documentElement.style.fontSize = '212.5%'; });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});

// Colours.

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, two) => two - one);
  return (light + 0.05) / (dark + 0.05);
}
function luminance(hex) {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const colorScheme of ['light', 'dark']) {
  browserTest(`${colorScheme}: every colour of text holds 4.5:1 on what it stands on`, { colorScheme }, async (page) => {
    await open(page, '/search?q=backdoor');
    const colour = await page.evaluate(() => Object.fromEntries(['ink', 'quiet', 'accent', 'paper', 'marker'].map(
      (name) => [name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()])));
    for (const [text, ground] of [['ink', 'paper'], ['quiet', 'paper'], ['accent', 'paper'], ['ink', 'marker'], ['accent', 'marker']]) {
      const held = contrast(colour[text], colour[ground]);
      const needed = text === 'accent' && ground === 'marker' ? 3 : 4.5;
      assert.ok(held >= needed, `${text} on ${ground}: ${held.toFixed(2)}`);
    }
    const dark = luminance(colour.paper) < luminance(colour.ink);
    assert.equal(dark, colorScheme === 'dark');
  });
}

browserTest('with forced colours marks and bars are still told apart', { forcedColors: 'active' }, async (page) => {
  await open(page, '/search?q=said');
  const [mark, paper] = await page.evaluate(() => [document.querySelector('mark'), document.body]
    .map((node) => getComputedStyle(node).backgroundColor));
  assert.notEqual(mark, paper);
  const [bar, ground] = await page.evaluate(() => [document.querySelector('.chart svg'), document.body]
    .map((node) => getComputedStyle(node)[node === document.body ? 'backgroundColor' : 'fill']));
  assert.notEqual(bar, ground);
});

browserTest('who asks for no motion gets none', { reducedMotion: 'reduce' }, async (page) => {
  await open(page, '/');
  await page.route(isResults, () => {});
  await page.locator('#q').fill('backdoor');
  await page.locator('.progress.on').waitFor();
  assert.deepEqual(await page.evaluate(() => document.getAnimations().length), 0);
});

browserTest('print is a list of cuttings: no controls, marks bold and underlined', {}, async (page) => {
  await open(page, '/search?q=said');
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['.box', '#filters', '.order', '.foot']) assert.ok(await page.locator(selector).isHidden(), selector);
  assert.ok(await page.locator('.hits .credit time').first().isVisible());
  const style = await page.locator('mark').first().evaluate((node) => {
    const { fontWeight, textDecorationLine } = getComputedStyle(node);
    return [fontWeight, textDecorationLine];
  });
  assert.deepEqual(style, ['700', 'underline']);
});

browserTest('links look like the address that they lead to', {}, async (page) => {
  await open(page, '/search?lang=en');
  const href = await page.getByRole('link', { name: 'Next' }).getAttribute('href');
  await page.getByRole('link', { name: 'Next' }).click();
  await heading(page, /page 2/);
  assert.equal(await addressOf(page), href);
});
