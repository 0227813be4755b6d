// What rules of HTML and axe do not see: focus, targets, colour, room, direction and paper; and axe where the sample archive has nothing to show.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { axe, browserTest, drawn, open } from './support/browser.js';
import { paths, startHostile, withdrawn } from './support/hostile.js';

let hostile;
before(async () => { hostile = await startHostile(); });
after(() => hostile?.stop());

const failing = { expected: /Failed to load resource/ };
const at = (path) => async (page) => open(page, hostile.url + path);
const openParts = async (page) => {
  for (const summary of await page.locator('main summary:visible').all()) await summary.click();
};
const articleOf = (path) => async (page) => {
  await at(path)(page);
  await openParts(page);
};

// States that no article of the sample archive has.
const states = {
  'the newest of everything': at('/'),
  'hostile results': at('/search?q=ferry&snippets=5'),
  'filters set, one left out': async (page) => {
    await open(page, '/search?q=said&section=-sport&section=local&lang=en&from=2019&group=copies');
    await openParts(page);
  },
  'did you mean': (page) => open(page, '/search?q=bakdoor'),
  'some words are missing': (page) => open(page, '/search?q=harbour+ferry+orchestra+tram'),
  'behind the last page': (page) => open(page, '/search?q=said&page=900'),
  corrected: articleOf(`${paths.markup}?q=ferry`),
  copies: articleOf(paths.copies),
  versions: articleOf(`${paths.versions}?q=tram`),
  'an older version': articleOf(paths.older),
  ledger: articleOf(paths.ledger),
  Arabic: articleOf(`${paths.arabic}?q=Ferry`),
  withdrawn: at(withdrawn),
};

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    for (const [name, show] of Object.entries(states)) {
      browserTest(`axe finds nothing: ${name}, ${colorScheme}, ${width} px`, { ...failing, colorScheme, viewport: { width, height: 800 } }, async (page) => {
        await show(page);
        assert.deepEqual(await axe(page), []);
      });
    }
  }
}

// Pages for the checks below.
const article = async (page) => {
  await open(page, '/search?q=backdoor');
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article h1').waitFor();
  await drawn(page);
  await openParts(page);
};
const results = async (page) => {
  await open(page, '/search?q=said&lang=en&page=2&per_page=5');
  await openParts(page);
};
const pages = {
  start: (page) => open(page, '/'), results, article, versions: states.versions, 'none found': (page) => open(page, '/search?q=backdoor+zyzzyva&section=sport'),
  help: async (page) => {
    await open(page, '/');
    await page.keyboard.press('Control+/');
    await page.locator('#help').waitFor();
  },
  frame: (page) => open(page, '/embed?q=said'),
};

// Focus.

// The element that has the focus, how its ring looks, and what the ring lies on.
function ringed() {
  const node = document.activeElement;
  if (node === document.body) return null;
  const style = getComputedStyle(node);
  let ground = node.parentElement;
  while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
  const box = node.getBoundingClientRect();
  return {
    name: node.outerHTML.slice(0, 120), style: style.outlineStyle, width: parseFloat(style.outlineWidth), colour: style.outlineColor,
    ground: getComputedStyle(ground ?? document.body).backgroundColor, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight, nth: [...document.querySelectorAll('*')].indexOf(node),
  };
}
const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((value) => Number(value) / 255).map(
  (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
const luminance = (colour) => channels(colour).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
function contrast(one, two) {
  const [light, dark] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

for (const colorScheme of ['light', 'dark']) {
  for (const [name, show] of Object.entries(pages)) {
    browserTest(`the focus is seen on everything that takes it: ${name}, ${colorScheme}`, { colorScheme }, async (page) => {
      await show(page);
      const reached = new Set();
      for (let left = 400; left > 0; left -= 1) {
        await page.keyboard.press('Tab');
        const ring = await page.evaluate(ringed);
        if (!ring || reached.has(ring.nth)) break;
        reached.add(ring.nth);
        assert.ok(ring.seen, `out of sight: ${ring.name}`);
        assert.ok(ring.style !== 'none' && ring.width >= 2, `no ring: ${ring.name}`);
        const held = contrast(ring.colour, ring.ground);
        assert.ok(held >= 3, `${held.toFixed(2)}: ${ring.name}`);
      }
      assert.ok(reached.size >= (name === 'help' ? 2 : 5), `${reached.size} were reached`);
    });
  }
}

// Targets.

// Everything that can be pressed and is smaller than 24 px either way. A box counts with its label; a link among words of its line is as high as the line.
function small() {
  const among = (node) => [...node.parentElement.childNodes].some((each) => each !== node && each.nodeType === 3 && /\p{L}{2}/u.test(each.data));
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, [role=slider]')].filter((node) => {
    const target = node.type === 'checkbox' ? node.closest('label') : node;
    const { width, height } = target.getBoundingClientRect();
    if (width <= 1 || !node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || among(node)) return false;
    return width < 23.9 || height < 23.9;
  }).map((node) => {
    const { width, height } = node.getBoundingClientRect();
    return `${width.toFixed(0)} x ${height.toFixed(0)}: ${node.outerHTML.slice(0, 160)}`;
  });
}
for (const width of [1280, 320]) {
  for (const [name, show] of Object.entries(pages)) {
    browserTest(`what can be pressed is 24 px high and wide: ${name}, ${width} px`, { viewport: { width, height: 900 } }, async (page) => {
      await show(page);
      assert.deepEqual(await page.evaluate(small), []);
    });
  }
}

// Colour alone.

browserTest('without colours the current page, order, language and filters are told apart', { forcedColors: 'active' }, async (page) => {
  await results(page);
  const of = (selector) => page.locator(selector).first().evaluate((node) => [getComputedStyle(node).fontWeight, getComputedStyle(node).textDecorationLine]);
  for (const group of ['.pages', '.order', '.languages']) {
    assert.notDeepEqual(await of(`${group} [aria-current]`), await of(`${group} a:not([aria-current])`), group);
  }
  assert.ok(await page.getByRole('checkbox', { name: /^English/ }).isChecked());
  assert.match(await page.locator('.chip').first().textContent(), /Language: English ×/);
});

// Room.

const overflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll('main *, .box *, .foot *')].filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 1 && (right > clientWidth + 1 || left < -1) && !node.closest('.unseen, .progress, svg') && node.checkVisibility();
  });
  return [...scrollWidth > clientWidth ? [`${scrollWidth} of ${clientWidth} px`] : [], ...wide.slice(0, 5).map((node) => node.outerHTML.slice(0, 160))];
};
const inLanguage = (ui) => ({
  start: `/?ui=${ui}`, results: `/search?q=said&section=-sport&from=2019-02&to=2025-03-04&ui=${ui}&page=2&per_page=5`, 'none found': `/search?q=zyzzyva+backdoor&ui=${ui}&section=sport`,
  refused: `/search?q=x&per_page=0&ui=${ui}`, article: `/articles/scraped%2Fbarcelona-5g-standoff.txt?q=Huawei&ui=${ui}`,
  hostile: () => `${hostile.url}/search?q=ferry&ui=${ui}`, long: () => `${hostile.url}${paths.long}?q=ferry&ui=${ui}`, markup: () => `${hostile.url}${paths.markup}?q=ferry&ui=${ui}`,
});
for (const ui of ['en', 'de', 'fr', 'es']) {
  for (const [name, path] of Object.entries(inLanguage(ui))) {
    browserTest(`room at 320 px, with text of 200 percent, from right to left: ${name}, ${ui}`, { ...failing, viewport: { width: 320, height: 640 } }, async (page) => {
      await open(page, typeof path === 'function' ? path() : path);
      await openParts(page);
      assert.deepEqual(await page.evaluate(overflow), [], 'at 320 px');
      await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
      assert.deepEqual(await page.evaluate(overflow), [], 'from right to left at 320 px');
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.deepEqual(await page.evaluate(overflow), [], 'from right to left at 1280 px');
      await page.evaluate(() => { document.documentElement.style.fontSize = '212.5%'; });
      assert.deepEqual(await page.evaluate(overflow), [], 'from right to left with text of 200 percent');
      await page.evaluate(() => { document.documentElement.dir = 'ltr'; });
      assert.deepEqual(await page.evaluate(overflow), [], 'with text of 200 percent');
    });
  }
}

browserTest('from right to left columns change sides and nothing lies on anything', {}, async (page) => {
  await open(page, '/search?q=said&lang=en');
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  const [found, side, box, button] = await Promise.all(['#found', '#filters', '#q', '#box button'].map((selector) => page.locator(selector).boundingBox()));
  assert.ok(side.x + side.width <= found.x, 'the filters are left of the results');
  assert.ok(button.x + button.width <= box.x + 1, 'the button is left of the box');
});

// Direction.

for (const [name, path] of [['Arabic', paths.arabic], ['Hebrew', paths.hebrew]]) {
  browserTest(`${name} is shown from right to left on an English page`, {}, async (page) => {
    const direction = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).direction);
    await open(page, `${hostile.url}${path}?q=Ferry`);
    for (const selector of ['.article h1', '.text p', '.article .byline', '.article .credit']) assert.equal(await direction(selector), 'rtl', selector);
    for (const selector of ['html', '.tools', '.about']) assert.equal(await direction(selector), 'ltr', selector);
    const [line, paragraph] = await page.locator('.article h1').evaluate((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [range.getBoundingClientRect().right, node.getBoundingClientRect().right];
    });
    assert.ok(Math.abs(line - paragraph) < 2, 'the headline ends at the right edge of its column');
    assert.equal(await page.locator('.text').getAttribute('lang'), name === 'Arabic' ? 'ar' : 'he');
    await open(page, `${hostile.url}/search?q=Ferry&per_page=50`);
    const hit = `.hit:has(a[href*="${path}"])`;
    for (const part of ['h2', '.credit', '.passage']) assert.equal(await direction(`${hit} ${part}`), 'rtl', part);
  });
}

// Paper.

async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  return page.evaluate(() => ({
    text: document.body.innerText,
    controls: [...document.querySelectorAll('a.button, button, input, summary, [role=slider], nav')].filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 100)),
    marks: [...document.querySelectorAll('mark')].map((node) => `${getComputedStyle(node).fontWeight} ${getComputedStyle(node).textDecorationLine}`),
  }));
}
browserTest('printed results say what was searched, where and when, with source and date of each', {}, async (page) => {
  await open(page, '/search?q=said&section=local');
  const { text, controls, marks } = await printed(page);
  assert.deepEqual(controls, []);
  assert.deepEqual([...new Set(marks)], ['700 underline']);
  assert.match(text, /Northlight Wire · 2 July 2021/);
  assert.match(text, /Section:\s+local/);
  assert.match(text, new RegExp(`Dateline, search for “said”, \\w+, \\d+ \\w+ \\d{4}\\. ${new URL('/search', page.url())}\\?q=said&section=local`));
  assert.doesNotMatch(text, /×|Atom|CSV|Relevance|Filters/);
});
browserTest('a printed article says where it is from: source, date, address', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.getByRole('link', { name: /Hole in controllers/ }).click();
  await page.locator('.article h1').waitFor();
  const { text, controls, marks } = await printed(page);
  assert.deepEqual(controls, []);
  assert.deepEqual([...new Set(marks)], ['700 underline']);
  const { origin, pathname } = new URL(page.url());
  assert.match(text, /Signal & Socket · 11 March 2021/);
  assert.ok(text.includes(`${origin}${pathname}`), text);
  assert.match(text, /Dateline, \w+, \d+ \w+ \d{4}\./);
});
for (const [ui, words] of [['de', /Dateline, Suche nach „said“, /], ['fr', /Dateline, recherche de «\u00a0said\u00a0», /], ['es', /Dateline, búsqueda de «said», /]]) {
  browserTest(`printed results in ${ui}`, {}, async (page) => {
    await open(page, `/search?q=said&ui=${ui}`);
    assert.match((await printed(page)).text, words);
  });
}
