// What narrows a search: values of fields, dates, the chart of dates, copies.
import assert from 'node:assert/strict';
import { addressOf, browserTest, drawn, edited, focused, heading, isResults, open, texts } from './support/browser.js';

const choices = (field) => `.facet[data-field=${field}] .choice`;

browserTest('a section is filtered by its checkbox and removed by its chip', {}, async (page) => {
  await open(page, '/search?lang=en');
  const choice = page.locator(choices('section')).first();
  const [value, count] = [await choice.locator('input').inputValue(), await choice.locator('.count').textContent()];
  await choice.locator('input').check();
  await heading(page, new RegExp(`^${count} articles?$`));
  assert.equal(new URLSearchParams((await addressOf(page)).split('?')[1]).get('section'), value);
  assert.deepEqual([...new Set(await texts(page, '.hits .kicker'))], [value]);
  assert.ok(await focused(page, '[name=section]'), 'focus stays on the checkbox');
  await page.locator('.chip').filter({ hasText: value }).click();
  await page.locator('.chip').filter({ hasText: value }).waitFor({ state: 'detached' });
  assert.equal(await addressOf(page), '/search?lang=en');
  assert.ok(await focused(page, '#heading'));
});

browserTest('a value is left out by the link beside it', {}, async (page) => {
  await open(page, '/search?lang=en');
  const choice = page.locator(choices('section')).first();
  const value = await choice.locator('input').inputValue();
  await choice.locator('a.not').click();
  await page.locator('.chip').filter({ hasText: value }).waitFor();
  assert.ok(!(await texts(page, '.hits .kicker')).includes(value));
  const excluded = page.locator(`[name=section][value="-${value}"]`);
  assert.ok(await excluded.isChecked());
  await excluded.click();
  await page.locator('.chip').filter({ hasText: value }).waitFor({ state: 'detached' });
  assert.equal(await addressOf(page), '/search?lang=en');
});

browserTest('two sources are any of them, and all filters go at once', {}, async (page) => {
  await open(page, '/search?lang=en');
  const counts = (await texts(page, `${choices('source')} .count`)).slice(0, 2).map(Number);
  const names = await page.locator(`${choices('source')} input`).evaluateAll((nodes) => nodes.slice(0, 2).map((node) => node.value));
  const query = new URLSearchParams([['lang', 'en'], ...names.map((name) => ['source', name])]);
  await open(page, `/search?${query}`);
  await heading(page, new RegExp(`^${counts[0] + counts[1]} articles$`));
  await page.getByRole('link', { name: 'Remove all' }).click();
  await page.locator('.chip').first().waitFor({ state: 'detached' });
  assert.equal(await addressOf(page), '/search');
});

browserTest('filters stay when other words are typed, and go on to the first page', {}, async (page) => {
  await open(page, '/search?lang=en&sort=oldest&page=2');
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor$/);
  const asked = new URLSearchParams((await addressOf(page)).split('?')[1]);
  assert.deepEqual([asked.get('lang'), asked.get('sort'), asked.get('page')], ['en', 'oldest', null]);
});

browserTest('a span of dates is typed, and a wrong one is told without asking', {}, async (page) => {
  await open(page, '/search?lang=en');
  await page.locator('#from').fill('2020');
  await page.locator('#to').fill('2020');
  await page.locator('#to').press('Enter');
  await page.locator('.chip').filter({ hasText: /Published:\s*2020/ }).waitFor();
  for (const day of await page.locator('.hits time').evaluateAll((times) => times.map((time) => time.dateTime))) {
    assert.match(day, /^(2020|2019-12-31|2021-01-01)/);
  }
  const before = await addressOf(page);
  const help = await page.locator('#dates-help').textContent();
  await page.locator('#to').fill('last spring');
  await page.locator('#to').press('Enter');
  await page.locator('#dates-help').filter({ hasText: /This is not a date/ }).waitFor();
  assert.equal(await page.locator('#to').getAttribute('aria-invalid'), 'true');
  assert.ok(await focused(page, '#to'));
  assert.equal(await addressOf(page), before);
  await page.locator('#to').fill('2020');
  await page.locator('#to').press('Enter');
  await page.locator('#dates-help').filter({ hasText: help }).waitFor();
  assert.notEqual(await page.locator('#to').getAttribute('aria-invalid'), 'true');
});

for (const [why, from, to, wrong, told] of [
  ['no such month', '2020-13', '', ['from'], /not a date/],
  ['no such day', '', '2007-02-30', ['to'], /not a date/],
  ['the last before the first', '2007', '2005', ['from', 'to'], /later than the last/],
  ['the last day before the first month', '2007-05', '2007-04-30', ['from', 'to'], /later than the last/],
]) {
  browserTest(`dates that cannot be are told at the field, and nothing is asked: ${why}`, {}, async (page) => {
    await open(page, '/search?lang=en');
    const asked = [];
    page.on('request', (request) => isResults(new URL(request.url())) && asked.push(request.url()));
    await page.evaluate(([first, last]) => Object.assign(document.getElementById('from'), { value: first })
      && Object.assign(document.getElementById('to'), { value: last }), [from, to]);
    await page.locator('#to').press('Enter');
    await page.locator('#dates-help').filter({ hasText: told }).waitFor();
    await page.locator('#status').filter({ hasText: told }).waitFor({ state: 'attached' });
    assert.deepEqual(await page.locator('[aria-invalid=true]').evaluateAll((nodes) => nodes.map((node) => node.id)), wrong);
    assert.ok(await focused(page, `#${wrong[0]}`));
    await page.locator('#q').fill('said');
    await page.locator('#q').press('Enter');
    assert.deepEqual(asked, []);
  });
}

browserTest('a long list of values is narrowed by what is typed, accents and case aside', {}, async (page) => {
  const extra = ['Café Zürich', 'cafe 2', 'Other'].map((name) => `<div class="choice"><label><input type="checkbox" form="box" name="source"
    value="${name}"><span class="value"><bdi>${name}</bdi></span></label></div>`).join('');
  const filler = Array.from({ length: 9 }, (_, index) => `<div class="choice"><label><input type="checkbox"><span class="value"><bdi>Paper ${
    index}</bdi></span></label></div>`).join('');
  await edited(page, isResults, (html) => html.replace(/(data-field="source">\s*<legend>[^<]*<\/legend>)[^]*?<\/fieldset>/,
    `$1${filler}<details class="rest" data-key="rest source"><summary>more</summary>${extra}<p class="help">3 in others</p></details></fieldset>`));
  await open(page, '/search?q=said');
  const narrow = page.getByRole('searchbox', { name: 'Find in Source' });
  const shown = () => page.locator(`${choices('source')}:visible bdi`).allTextContents();
  const before = await shown();
  await narrow.fill('CAFE');
  assert.deepEqual(await shown(), ['Café Zürich', 'cafe 2']);
  await page.locator('#q').fill('government');
  await heading(page, /for government/);
  assert.equal(await narrow.inputValue(), 'CAFE', 'it stays over the next answer');
  assert.deepEqual(await shown(), ['Café Zürich', 'cafe 2']);
  const others = page.locator('.facet[data-field=source] .rest').locator('summary, .help');
  assert.deepEqual(await others.evaluateAll((nodes) => nodes.map((node) => node.checkVisibility())), [false, false]);
  await narrow.fill('zz');
  await page.locator('.facet[data-field=source]').getByText('None with zz').waitFor();
  await narrow.fill('');
  assert.equal(await page.getByText('None with').count(), 0);
  assert.ok(await others.first().isVisible());
  assert.deepEqual(await shown(), before, 'the rest is closed again');
});

browserTest('what was opened stays open when other results come', {}, async (page) => {
  await open(page, '/search?q=said');
  await page.locator('[data-key=table] summary').click();
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor/);
  assert.ok(await page.locator('[data-key=table]').evaluate((node) => node.open));
});

browserTest('a filter chosen while a word is unfinished keeps what was found with it', {}, async (page) => {
  await open(page, '/');
  await page.locator('#q').pressSequentially('harb');
  await heading(page, /^\d+ articles? for harb$/);
  await page.keyboard.press('Escape');
  await page.locator('[name=section]').first().check();
  await heading(page, /^\d+ articles? for harb\*$/);
  assert.equal(await page.locator('#q').inputValue(), 'harb*');
  assert.ok(await page.locator('.hits > li').count() > 0);
});

browserTest('copies are folded into one, which says where else they stand', {}, async (page) => {
  await open(page, '/search?q=deposit+bottles&match=all');
  const all = await page.locator('.hits > li').count();
  await page.getByRole('checkbox', { name: 'One of each copy' }).check();
  await page.locator('.copies').first().waitFor();
  assert.ok(await page.locator('.hits > li').count() < all);
  assert.match(await page.locator('.copies').first().textContent(), /^\d other cop(y|ies): /);
  assert.match(await addressOf(page), /group=copies/);
  await page.getByRole('checkbox', { name: 'One of each copy' }).uncheck();
  await page.locator('.copies').first().waitFor({ state: 'detached' });
  assert.equal(await page.locator('.hits > li').count(), all);
});

// The histogram.

browserTest('a bar of the histogram is picked by keyboard, a run of them by dragging', {}, async (page) => {
  await open(page, '/search?lang=en');
  const chart = page.getByRole('slider');
  await chart.focus();
  await page.keyboard.press('Home');
  const first = await chart.getAttribute('aria-valuetext');
  assert.match(first, /^\d{4}: \d+ articles?$/);
  assert.equal(await page.locator('#caption').textContent(), first);
  assert.equal(await page.locator('.chart rect').count(), 1);
  await page.keyboard.press('Enter');
  await heading(page, new RegExp(`^${first.split(': ')[1]}$`));
  const asked = new URLSearchParams((await addressOf(page)).split('?')[1]);
  assert.deepEqual([asked.get('from'), asked.get('to')], [first.slice(0, 4), first.slice(0, 4)]);
  await page.goBack();
  await page.locator('.chip').filter({ hasText: 'Published' }).waitFor({ state: 'detached' });
  const { x, y, width, height } = await chart.boundingBox();
  await page.mouse.move(x + 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 3, y + height / 2);
  await page.mouse.up();
  await page.locator('.chip').filter({ hasText: /Published:\s*\d{4} to \d{4}/ }).waitFor();
});

browserTest('Escape ends a drag over the histogram without asking', {}, async (page) => {
  await open(page, '/search?lang=en');
  const { x, y, width, height } = await page.getByRole('slider').boundingBox();
  await page.mouse.move(x + 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2);
  assert.equal(await page.locator('.chart rect').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.chart rect').count(), 0);
  await page.mouse.up();
  await drawn(page);
  assert.equal(await addressOf(page), '/search?lang=en');
});

browserTest('Shift and the arrows pick a run of bars, and gaps count as none', {}, async (page) => {
  await open(page, '/search?lang=en');
  const rows = await page.locator('[data-period]').evaluateAll((links) => links.map(
    (link) => [link.dataset.period, Number(link.closest('tr').querySelector('[data-count]').dataset.count)]));
  const years = rows.map(([year]) => Number(year));
  const chart = page.getByRole('slider');
  assert.equal(await chart.getAttribute('aria-valuemax'), String(Math.max(...years) - Math.min(...years)));
  await chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  const sum = rows.reduce((all, [, count]) => all + count, 0);
  assert.equal(await page.locator('#caption').textContent(), `${Math.min(...years)} to ${Math.max(...years)}: ${sum} articles`);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('.chart rect').count(), 0);
});

browserTest('months and days are bars too, named in words', {}, async (page) => {
  for (const [span, bars, name] of [['from=2020&to=2020', 12, /^[A-Z][a-z]+ 2020$/], ['from=2020-02&to=2020-02', 29, /^\d+ February 2020$/]]) {
    await open(page, `/search?${span}`);
    const chart = page.getByRole('slider');
    assert.ok(Number(await chart.getAttribute('aria-valuemax')) < bars);
    const periods = await page.locator('[data-period]').evaluateAll((links) => links.map((link) => link.dataset.period));
    for (const [key, period] of [['Home', periods[0]], ['End', periods.at(-1)]]) {
      await chart.press(key);
      const words = (await chart.getAttribute('aria-valuetext')).split(': ')[0];
      assert.match(words, name);
      assert.equal(new Date(`${words} UTC`).toISOString().slice(0, period.length), period);
    }
    await chart.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('from') === periods.at(-1));
  }
});

browserTest('the table beside the histogram has the same numbers and filters too', {}, async (page) => {
  await open(page, '/search?lang=en');
  await page.locator('[data-key=table] summary').click();
  const row = page.locator('tr:has(td)').first();
  const count = await row.locator('td').textContent();
  await row.locator('a').click();
  await heading(page, new RegExp(`^${count} articles?$`));
});
