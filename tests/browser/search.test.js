// Searching: what is typed, drawn, filtered, ordered and paged, and the address that goes with it.
import assert from 'node:assert/strict';
import { addressOf, browserTest, drawn, edited, focused, heading, held, isResults, open, stopClock, texts } from './support/browser.js';

// Typing.

browserTest('typing finds articles and marks the words', {}, async (page) => {
  await open(page, '/');
  await page.keyboard.type('backdoor');
  await heading(page, /^\d+ articles? for backdoor/);
  const marks = await texts(page, '.hits mark');
  assert.ok(marks.length > 0);
  for (const mark of marks) assert.match(mark, /back.?doors?/i);
  assert.equal(await addressOf(page), '/search?q=backdoor');
  assert.equal(await page.title(), 'backdoor – Dateline');
  await page.locator('#status').filter({ hasText: /^\d+ articles?/ }).waitFor({ state: 'attached' });
});

browserTest('a word that is being typed finds those that begin with it; Enter asks for the word itself', {}, async (page) => {
  await open(page, '/');
  const asked = [];
  page.on('request', (request) => isResults(new URL(request.url())) && asked.push(new URL(request.url()).searchParams.get('typing')));
  await page.keyboard.type('backd');
  await heading(page, /^\d+ articles? for backd$/);
  assert.equal(await addressOf(page), '/search?q=backd');
  assert.equal(await page.locator('[href*=typing], [name=typing]').count(), 0, 'nothing that is shown repeats it');
  await page.keyboard.press('Enter');
  await heading(page, /^No articles for backd$/);
  assert.deepEqual(asked, ['true', null]);
  assert.equal(await addressOf(page), '/search?q=backd');
});

browserTest('Enter before the answer to what was typed asks anew', {}, async (page) => {
  await open(page, '/');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.has('typing'));
  await page.keyboard.type('backd');
  await slow.arrived;
  await page.keyboard.press('Enter');
  await heading(page, /^No articles for backd$/);
  slow.release();
});

browserTest('one pause of 150 ms makes one request, however many keys', {}, async (page) => {
  await open(page, '/');
  await stopClock(page);
  const asked = [];
  page.on('request', (request) => isResults(new URL(request.url())) && asked.push(request.url()));
  for (const key of 'back') {
    await page.keyboard.press(key);
    await page.clock.fastForward(149);
  }
  assert.equal(asked.length, 0);
  await page.clock.fastForward(1);
  await heading(page, /for back/);
  assert.equal(asked.length, 1);
});

browserTest('a late answer is never shown, and its request is aborted', {}, async (page) => {
  await open(page, '/');
  const late = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'ferry');
  const aborted = page.waitForEvent('requestfailed', (request) => isResults(new URL(request.url())));
  await page.locator('#q').fill('ferry');
  await late.arrived;
  await page.locator('#q').fill('backdoor');
  await heading(page, /for backdoor/);
  assert.match((await aborted).url(), /q=ferry/);
  late.release();
  await page.locator('#q').fill('backdoors');
  await heading(page, /for backdoors/);
  assert.equal(await page.locator('#heading').filter({ hasText: 'ferry' }).count(), 0);
});

browserTest('what is typed while an answer is on its way is not taken back by it', {}, async (page) => {
  await open(page, '/');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'back');
  await page.keyboard.type('back');
  await page.keyboard.press('Enter');
  await slow.arrived;
  await page.evaluate(() => {
    new MutationObserver(() => { window.valueAtSwap = document.getElementById('q').value; }).observe(
      document.getElementById('main'), { childList: true });
  });
  slow.release();
  await page.keyboard.type('door');
  await heading(page, /for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  assert.match(await page.evaluate(() => window.valueAtSwap), /^back/);
});

browserTest('results stay in place while the next ones are on their way', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  const slow = await held(page, (url) => isResults(url) && url.searchParams.get('q') === 'ferry');
  await page.locator('#q').fill('ferry');
  await page.locator('main[aria-busy=true]').waitFor();
  assert.ok(await page.locator('.progress.on').count());
  assert.ok(await page.locator('.hits > li').count());
  slow.release();
  await heading(page, /for ferry/);
  assert.equal(await page.locator('.progress.on').count(), 0);
});

// The address.

browserTest('typing rewrites the address, Enter makes an entry, Back and Forward walk them', {}, async (page) => {
  await open(page, '/');
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await page.keyboard.type('backdoor');
  await heading(page, /for backdoor/);
  assert.equal(await entries(), before);
  await page.keyboard.press('Enter');
  await drawn(page);
  assert.equal(await entries(), before + 1);
  await page.locator('#q').fill('ferry');
  await page.keyboard.press('Enter');
  await heading(page, /for ferry/);
  assert.equal(await entries(), before + 2);
  await page.goBack();
  await heading(page, /for backdoor/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
  await page.goBack();
  await heading(page, /^Search the archive$/);
  assert.equal(await page.locator('#q').inputValue(), '');
  await page.goForward();
  await heading(page, /for backdoor/);
});

browserTest('Back shows at once what was there, without asking', {}, async (page) => {
  await open(page, '/search?q=backdoor');
  await page.locator('#q').fill('ferry');
  await page.keyboard.press('Enter');
  await heading(page, /for ferry/);
  await page.route(isResults, (route) => route.abort());
  await page.goBack();
  await heading(page, /for backdoor/);
  await page.goForward();
  await heading(page, /for ferry/);
  assert.equal(await page.locator('.failure').count(), 0);
});

browserTest('an address restores the whole state', {}, async (page) => {
  await open(page, '/search?q=said&lang=en&from=2010&to=2030&sort=oldest&page=2');
  await heading(page, /page 2 of/);
  assert.equal(await page.locator('#from').inputValue(), '2010');
  assert.deepEqual(await texts(page, '.order [aria-current]'), ['Oldest first']);
  assert.deepEqual((await texts(page, '.chip bdi')).sort(), ['2010 to 2030', 'English']);
});

browserTest('an address of old leads to the same search', {}, async (page) => {
  await open(page, '/?q=backdoor');
  await heading(page, /for backdoor/);
  assert.equal(await addressOf(page), '/search?q=backdoor');
});

browserTest('the language that was chosen stays, whatever is typed, filtered or opened', {}, async (page) => {
  await open(page, '/?ui=de');
  await page.keyboard.type('backdoor');
  await heading(page, /Artikel für backdoor/);
  assert.equal(new URLSearchParams((await addressOf(page)).split('?')[1]).get('ui'), 'de');
  await page.locator('.hits h2 a').first().click();
  await page.locator('article.article').waitFor();
  assert.match(await addressOf(page), /ui=de/);
  assert.equal(await page.locator('html').getAttribute('lang').then((lang) => lang.slice(0, 2)), 'de');
  await page.locator('#q').fill('');
  await heading(page, /^Das Archiv durchsuchen$/);
  assert.equal(await addressOf(page), '/?ui=de');
});

browserTest('what the page says about itself follows: title, feeds, languages', {}, async (page) => {
  await open(page, '/');
  await page.locator('#q').fill('said');
  await heading(page, /for said/);
  const links = () => page.evaluate(() => [...document.head.querySelectorAll('link[rel=alternate]')].map(
    (link) => link.getAttribute('href')));
  const typed = await links();
  assert.ok(typed.length >= 2 && typed.every((href) => href.includes('q=said')), typed.join(' '));
  assert.ok((await page.locator('.languages a').first().getAttribute('href')).includes('q=said'));
  await open(page, '/search?q=said');
  assert.deepEqual(await links(), typed);
});

// Filters.

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

// Order and pages.

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

browserTest('articles are put in order of date', {}, async (page) => {
  await open(page, '/search?q=said');
  const days = () => page.locator('.hits time').evaluateAll((times) => times.map((time) => Date.parse(time.dateTime)));
  await page.getByRole('link', { name: 'Newest first' }).click();
  await page.locator('.order [aria-current]').filter({ hasText: 'Newest first' }).waitFor();
  const newest = await days();
  assert.deepEqual(newest, [...newest].sort((a, b) => b - a));
  assert.ok(await focused(page, '.order a'), 'focus stays on the order');
  await page.getByRole('link', { name: 'Oldest first' }).click();
  await page.locator('.order [aria-current]').filter({ hasText: 'Oldest first' }).waitFor();
  const oldest = await days();
  assert.deepEqual(oldest, [...oldest].sort((a, b) => a - b));
  assert.equal(await addressOf(page), '/search?q=said&sort=oldest');
});

browserTest('the next page shows other articles and moves focus to the heading', {}, async (page) => {
  await open(page, '/search?lang=en');
  const first = await texts(page, '.hits h2');
  await page.getByRole('link', { name: 'Next' }).click();
  await heading(page, /, page 2 of \d+$/);
  assert.ok(await focused(page, '#heading'));
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.equal(await page.locator('.hits').getAttribute('start'), '11');
  const second = await texts(page, '.hits h2');
  assert.deepEqual(second.filter((title) => first.includes(title)), []);
  await page.goBack();
  await heading(page, /articles$/);
  assert.deepEqual(await texts(page, '.hits h2'), first);
});

browserTest('a suggestion is run by its link', {}, async (page) => {
  await open(page, '/search?q=bakdoor');
  await page.locator('.suggestion a').click();
  await heading(page, /^\d+ articles? for backdoor$/);
  assert.equal(await page.locator('#q').inputValue(), 'backdoor');
});

// Work.

browserTest('a page of 50 hits is put in with one change of the page', {}, async (page) => {
  await open(page, '/search?per_page=50&q=the');
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver((records) => { window.changes += records.length; }).observe(document.getElementById('main'), { childList: true });
  });
  for (const q of ['government', 'people', 'said']) {
    await page.locator('#q').fill(q);
    await heading(page, new RegExp(`for ${q}$`));
  }
  const { changes, times, hits } = await page.evaluate(() => ({
    changes: window.changes, hits: document.querySelectorAll('.hits > li').length,
    times: performance.getEntriesByName('swap').map(({ duration }) => duration.toFixed(1)),
  }));
  console.log(`swaps to ${hits} hits took ${times.join(', ')} ms`);
  assert.equal(changes, 3);
});
