// Everything without a script, as some browsers, proxies and readers have it.
import assert from 'node:assert/strict';
import { browserTest } from './support/browser.js';

const plain = { javaScriptEnabled: false };
const atHeading = (page, text) => page.locator('#heading').filter({ hasText: text }).waitFor({ state: 'attached' });

browserTest('without script: from the start page to results, an article and back', plain, async (page) => {
  await page.goto('/');
  await page.locator('#q').fill('backdoor');
  await page.locator('#q').press('Enter');
  await atHeading(page, /^\d+ articles? for backdoor$/);
  await page.locator('.hits h2 a').first().click();
  await page.locator('.article .text p').first().waitFor();
  assert.ok(await page.locator('.article mark').count() > 0);
  await page.locator('.marks .step').last().click();
  assert.match(page.url(), /#m1$/);
  await page.locator('a[data-back]').click();
  await atHeading(page, /for backdoor$/);
});

browserTest('without script: filters, dates, order and pages', plain, async (page) => {
  await page.goto('/search?lang=en');
  const choice = page.locator('.facet[data-field=section] .choice').first();
  const count = await choice.locator('.count').textContent();
  await choice.locator('input').check();
  await page.locator('button.apply').click();
  await atHeading(page, new RegExp(`^${count} articles?$`));
  assert.match(page.url(), /section=/);
  await page.locator('.chip').filter({ hasText: 'Section' }).click();
  await page.locator('#from').fill('2020');
  await page.locator('#from').press('Enter');
  await page.locator('.chip').filter({ hasText: '2020' }).waitFor();
  await page.goto('/search?lang=en');
  await page.getByRole('link', { name: 'Oldest first' }).click();
  assert.match(page.url(), /sort=oldest/);
  await page.getByRole('link', { name: 'Next' }).click();
  await atHeading(page, /page 2 of/);
  await page.locator('[data-key=table] summary').click();
  await page.locator('[data-period]').first().click();
  await page.locator('.chip').filter({ hasText: 'Published' }).waitFor();
});

browserTest('without script: nothing is shown that would need one', plain, async (page) => {
  for (const path of ['/', '/search?q=backdoor', '/search?q=nothing-here-zyzzyva']) {
    await page.goto(path);
    for (const button of await page.locator('button:visible').all()) {
      assert.equal(await button.getAttribute('type'), 'submit', `${path}: ${await button.textContent()}`);
    }
    assert.equal(await page.locator('[role=slider], [role=combobox]').count(), 0);
  }
});
