// Everything without a pointer.
import assert from 'node:assert/strict';
import { addressOf, browserTest, drawn, focused, heading, open } from './support/browser.js';

const tabs = 120;  // more than the page has stops

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
  await page.locator('#article h1').waitFor();
  assert.ok(await focused(page, '#article h1'));
  await page.keyboard.press('Shift+Tab');
  assert.ok(await focused(page, '[data-back]'));
  await page.keyboard.press('Enter');
  await page.locator('.hits').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
});

browserTest('the order of stops is box, filters, order, results, pages', {}, async (page) => {
  await open(page, '/?lang=en');
  await page.locator('#q').focus();
  for (const selector of ['.box button', '[role=slider]', '#from', '[name=section]', '[name=source]', '.order a', '.chip',
    '.hits h2 a', '.pages a']) await tabTo(page, selector);
});

browserTest('a filter is set with the space bar', {}, async (page) => {
  await open(page, '/?lang=en');
  await page.locator('#to').focus();
  await tabTo(page, '[name=section]');
  await page.keyboard.press('Space');
  await page.locator('.chip').filter({ hasText: 'Section' }).waitFor();
  assert.ok(await focused(page, '[name=section]:checked'));
});

for (const key of ['Control+k', 'Meta+k']) {
  browserTest(`${key} goes to the box and selects what is in it`, {}, async (page) => {
    await open(page, '/?q=backdoor');
    await page.keyboard.press(key);
    assert.ok(await focused(page, '#q'));
    await page.keyboard.type('ferry');
    await heading(page, /for ferry/);
    assert.equal(await addressOf(page), '/?q=ferry');
  });
}

browserTest('Escape empties the box', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await heading(page, /^Search the archive$/);
  assert.equal(await page.locator('#q').inputValue(), '');
});

browserTest('on a narrow page filters open on demand, and Escape closes them', { viewport: { width: 360, height: 700 } },
  async (page) => {
    await open(page, '/?lang=en');
    assert.ok(await page.locator('#filters').isHidden());
    await page.locator('#q').focus();
    await tabTo(page, '#disclose');
    assert.equal(await page.locator('#disclose').textContent(), 'Filters (1)');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#filters').isVisible());
    await tabTo(page, '#from');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#filters').isHidden());
    assert.ok(await focused(page, '#disclose'));
  });

browserTest('the first stop skips to the content', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await page.keyboard.press('Tab');
  assert.ok(await focused(page, '.skip'));
  await page.keyboard.press('Enter');
  assert.ok(await focused(page, 'main'));
  await drawn(page);
  assert.equal(await page.locator('.hits').count(), 1);
});
