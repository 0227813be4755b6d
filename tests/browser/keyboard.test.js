// Everything without a pointer.
import assert from 'node:assert/strict';
import { addressOf, browserTest, drawn, focused, heading, open } from './support/browser.js';

const tabs = 160;  // more than the page has stops

// Presses Tab until the focused element matches; every stop on the way shows its focus.
async function tabTo(page, selector) {
  for (let stop = 0; stop < tabs; stop += 1) {
    await page.keyboard.press('Tab');
    const { found, seen, what } = await page.evaluate((wanted) => {
      const node = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return {
        found: node.matches(wanted), what: node.outerHTML.slice(0, 120),
        seen: node === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
      };
    }, selector);
    assert.ok(seen, `focus is visible on ${what}`);
    if (found) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}

browserTest('from the start page to an article and back with keys alone', {}, async (page) => {
  await open(page, '/');
  await page.keyboard.type('backdoor');
  await page.keyboard.press('Enter');
  await heading(page, /for backdoor/);
  await tabTo(page, '.hits h2 a');
  const title = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  await page.locator('.article h1').waitFor();
  assert.ok(await focused(page, '.article h1'));
  await page.keyboard.press('Shift+Tab');
  assert.ok(await focused(page, '[data-back]'));
  await page.keyboard.press('Enter');
  await page.locator('.hits').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
});

browserTest('the order of stops is box, order, filters that are set, results, pages, filters', {}, async (page) => {
  await open(page, '/search?lang=en');
  await page.locator('#q').focus();
  for (const selector of ['.box button', '.order a', '.chip', '.hits h2 a', '.pages a', '[role=slider]', '#from', '.facet input']) {
    await tabTo(page, selector);
  }
});

browserTest('a filter is set with the space bar', {}, async (page) => {
  await open(page, '/search?lang=en');
  await page.locator('#to').focus();
  await tabTo(page, '[name=section]');
  await page.keyboard.press('Space');
  await page.locator('.chip').filter({ hasText: 'Section' }).waitFor();
  assert.ok(await focused(page, '[name=section]:checked'));
});

for (const key of ['Control+k', 'Meta+k']) {
  browserTest(`${key} goes to the box and selects what is in it`, {}, async (page) => {
    await open(page, '/search?q=backdoor');
    await page.keyboard.press(key);
    assert.ok(await focused(page, '#q'));
    await page.keyboard.type('ferry');
    await heading(page, /for ferry/);
    assert.equal(await addressOf(page), '/search?q=ferry');
  });
}

browserTest('Alt and the arrows go from headline to headline', {}, async (page) => {
  await open(page, '/search?q=said');
  const links = page.locator('.hits h2 a');
  const at = (number) => links.nth(number).evaluate((node) => node === document.activeElement);
  for (const [key, number] of [['Down', 0], ['Down', 1], ['Down', 2], ['Up', 1], ['Up', 0], ['Up', 0]]) {
    await page.keyboard.press(`Alt+Arrow${key}`);
    assert.ok(await at(number), `${key} to ${number}`);
  }
});

browserTest('Alt and the arrows lead from the box to the results once a search is decided on', {}, async (page) => {
  await page.route((url) => url.pathname === '/api/v1/suggest', (route) => route.fulfill({ json: { suggestions: [
    { kind: 'word', text: 'saidst', html: 'saidst', q: 'saidst', count: 1 }] } }));
  await open(page, '/');
  const options = page.getByRole('option');
  await page.keyboard.type('said');
  await options.first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowDown');
  await options.first().waitFor();
  assert.ok(await focused(page, '#q'), 'what is typed and not decided on is completed');
  await page.keyboard.press('Enter');
  await heading(page, /for said$/);
  await drawn(page);
  for (const [key, place] of [['Down', 'first'], ['Up', 'last']]) {
    await page.locator('#q').focus();
    await page.keyboard.press(`Alt+Arrow${key}`);
    assert.ok(await page.locator('.hits h2 a')[place]().evaluate((node) => node === document.activeElement), key);
    assert.equal(await options.count(), 0);
  }
});

browserTest('Ctrl+K leaves the help for the box', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.keyboard.press('Control+/');
  await page.locator('#help').waitFor();
  await page.keyboard.press('Control+k');
  assert.ok(await page.locator('#help').isHidden());
  assert.ok(await focused(page, '#q'));
});

browserTest('"/" goes to the box only for who wants it, and only outside of fields', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.keyboard.press('/');
  assert.ok(!await focused(page, '#q'));
  await page.keyboard.press('Control+/');
  await page.locator('#slash').check();
  await page.keyboard.press('Escape');
  await page.locator('#help').waitFor({ state: 'hidden' });
  await open(page, '/search?q=backdoor');
  await page.keyboard.press('/');
  assert.ok(await focused(page, '#q'), 'it is kept');
  await page.keyboard.type('1/2');
  assert.equal(await page.locator('#q').inputValue(), '1/2');
});

browserTest('the help opens by key and by button, and gives focus back', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.locator('.hits h2 a').first().focus();
  await page.keyboard.press('Control+/');
  await page.getByRole('dialog', { name: /./ }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#help').waitFor({ state: 'hidden' });
  assert.ok(await focused(page, '.hits h2 a'));
  await page.locator('[data-opens=help]').click();
  await page.locator('#help').waitFor();
  await page.locator('#help form button').click();
  assert.ok(await focused(page, '[data-opens=help]'));
});

browserTest('Escape empties the box, and Back returns to the search that stood there', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await heading(page, /^Search the archive$/);
  assert.equal(await page.locator('#q').inputValue(), '');
  assert.ok(await focused(page, '#q'));
  await page.goBack();
  await heading(page, /for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await heading(page, /^Search the archive$/);
  await page.keyboard.type('ferry');
  await heading(page, /for ferry$/);
  await page.keyboard.press('Enter');
  await drawn(page);
  await page.goBack();
  await heading(page, /for backdoor$/);
});

browserTest('on a narrow page filters open on demand, and Escape closes them', { viewport: { width: 360, height: 700 } },
  async (page) => {
    await open(page, '/search?lang=en');
    assert.ok(await page.locator('#from').isHidden());
    await page.locator('#q').focus();
    await tabTo(page, '#filters > summary');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#from').isVisible());
    await tabTo(page, '#from');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#from').isHidden());
    assert.ok(await focused(page, '#filters > summary'));
  });

browserTest('on a narrow page a link above the results leads to the filters, which open', { viewport: { width: 360, height: 700 } },
  async (page) => {
    await open(page, '/search?lang=en');
    await page.locator('.to-filters a').click();
    assert.ok(await page.locator('#from').isVisible());
    const { y } = await page.locator('#dates').boundingBox();
    assert.ok(y < 350, `the dates stand ${y} px down`);
    assert.ok(await focused(page, '#dates'), 'Tab goes on from there');
  });

browserTest('the first stop skips to the content', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.keyboard.press('Tab');
  assert.ok(await focused(page, '.skip'));
  await page.keyboard.press('Enter');
  assert.ok(await focused(page, 'main'));
  await drawn(page);
  assert.equal(await page.locator('.hits').count(), 1);
});
