// <dateline-search>: what its attributes and properties do, where its links lead, and hostile articles.
import assert from 'node:assert/strict';
import { answer } from './support/answers.js';
import { browserTest } from './support/browser.js';
import { page as whole } from './support/host.js';
import { box, embed, host, isSearch, stub, summary, told } from './support/embed.js';

const asked = (url) => decodeURIComponent(url.search.replaceAll('+', ' ')).slice(1);

// Attributes, and what the server is asked for them. Values may have blanks, so that a blank divides nothing.
const questions = [
  ['', 'q=x'],
  ['source="The Courier"', 'q=x&source=The Courier'],
  ['source=" The Courier "', 'q=x&source=The Courier'],
  ['section="-Sport"', 'q=x&section=-Sport'],
  [`source='["The Courier", "-AP"]' tag="flood"`, 'q=x&source=The Courier&source=-AP&tag=flood'],
  [`source='["[sic] News"]'`, 'q=x&source=[sic] News'],
  [`source="[]" byline=""`, 'q=x'],
  ['byline="Corin Ashdown" articles-lang="de"', 'q=x&byline=Corin Ashdown&lang=de'],
  ['lang="de"', 'q=x'],
  ['from="2020" to="2020-02"', 'q=x&from=2020&to=2020-02'],
  ['sort="newest" per-page="3"', 'q=x&sort=newest&per_page=3'],
];
for (const [attributes, expected] of questions) {
  browserTest(`asked with ${attributes || 'nothing'}`, {}, async (page) => {
    await embed(page, '');
    let question;
    await stub(page, isSearch, (url) => {
      question = asked(url);
      return answer([]);
    });
    await page.evaluate(async (given) => {
      document.body.append(document.createRange().createContextualFragment(`<dateline-search ${given}></dateline-search>`));
      await document.querySelector('dateline-search').search('x');
    }, attributes);
    assert.equal(question, expected);
  });
}

for (const [attributes, name] of [[`source='["A", 1]'`, 'source'], [`tag="[broken"`, 'tag'], ['server="javascript:alert(1)"', 'server'], ['server="/"', 'server']]) {
  browserTest(`an attribute that cannot be read is told and not passed over: ${attributes}`, {}, async (page) => {
    await embed(page, `<dateline-search q="x" ${attributes}></dateline-search>`);
    await page.locator('.failure').filter({ hasText: 'This search box is not set up correctly.' }).waitFor();
    assert.match(await page.locator('.message .note').textContent(), new RegExp(`^The attribute ${name} `));
    assert.equal((await told(page, 'dateline-error'))[0].kind, 'setup');
  });
}

browserTest('every attribute is a property; a list is given as an array', {}, async (page) => {
  await embed(page);
  const seen = await page.evaluate(() => {
    const search = document.querySelector('dateline-search');
    const names = customElements.get('dateline-search').observedAttributes;
    const wrong = names.filter((name) => {
      const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
      search[property] = '7';
      if (search.getAttribute(name) !== '7') return true;
      search.setAttribute(name, '8');
      if (search[property] !== '8') return true;
      if (name !== 'lang') search[property] = null;
      return name !== 'lang' && (search.hasAttribute(name) || search[property] !== '');
    });
    search.source = ['One', '-Two'];
    return { wrong, source: search.getAttribute('source') };
  });
  assert.deepEqual(seen, { wrong: [], source: '["One","-Two"]' });
});

browserTest('properties that were set before the script came are kept', {}, async (page) => {
  const { show, url } = await host();
  const early = `<script>const early = document.querySelector('dateline-search'); early.q = 'backdoor'; early.perPage = 2;</script>`;
  await page.goto(show(whole(`<dateline-search></dateline-search>${early}<script src="${url}/embed/v1/dateline-search.js" type="module"></script>`)));
  await summary(page, /articles/);
  assert.equal(await page.locator('.result').count(), 2);
});

browserTest('a changed attribute asks again', {}, async (page) => {
  await embed(page, '<dateline-search q="said" per-page="3"></dateline-search>');
  await page.locator('.result').nth(2).waitFor();
  await page.evaluate(() => { document.querySelector('dateline-search').perPage = 1; });
  await page.locator('.result').nth(1).waitFor({ state: 'detached' });
  await page.evaluate(() => { document.querySelector('dateline-search').q = 'backdoor'; });
  await page.waitForFunction(() => window.told.at(-1).q === 'backdoor');
  assert.equal(await box(page).inputValue(), 'backdoor');
});

browserTest('a classic script does as well, twice too', {}, async (page) => {
  const { show, url } = await host();
  const script = `<script src="${url}/embed/v1.0.0/dateline-search.js"></script>`;
  await page.goto(show(whole(`<dateline-search q="backdoor"></dateline-search>${script}${script}<script type="module" src="${url}/embed/v1/dateline-search.js"></script>`)));
  await summary(page, /articles/);
});

browserTest('an imported module finds its server too', {}, async (page) => {
  const { show, url } = await host();
  await page.goto(show(whole(`<dateline-search q="backdoor"></dateline-search><script type="module">import '${url}/embed/v1/dateline-search.js';</script>`)));
  await summary(page, /articles/);
});

browserTest('the key goes with every question, and the server lets it', {}, async (page) => {
  await embed(page, '<dateline-search key="s3cret"></dateline-search>');
  const keys = [];
  page.on('request', (request) => request.method() === 'GET' && keys.push(request.headers().authorization));
  await box(page).pressSequentially('backdoor');
  await summary(page, /articles/);
  assert.ok(keys.length > 0);
  assert.deepEqual(new Set(keys), new Set(['Bearer s3cret']));
});

browserTest('label, placeholder and heading level are the page’s to say', {}, async (page) => {
  await embed(page, '<dateline-search q="backdoor" label="Wire archive" placeholder="Names, places" heading-level="2"></dateline-search>');
  await page.getByRole('combobox', { name: 'Wire archive' }).waitFor();
  await page.getByRole('search', { name: 'Wire archive' }).waitFor();
  assert.equal(await box(page).getAttribute('placeholder'), 'Names, places');
  await page.locator('.result h2').first().waitFor();
  assert.ok(await page.locator('label').isVisible());
});

// Languages.

const languages = [
  ['its own lang attribute', { lang: 'en' }, 'lang="de-AT"', 'Suchen', '14. Februar 2020', '1 234 Artikel'],
  ['the nearest lang attribute', { lang: 'fr' }, '', 'Rechercher', '14 février 2020', '1 234 articles'],
  ['the page says es', { lang: 'es' }, '', 'Buscar', '14 de febrero de 2020', '1234 artículos'],
  ['a language without texts: the browser’s', { lang: 'fi' }, '', 'Search', '14 February 2020', '1,234 articles'],
  ['no tag at all: the browser’s', { lang: 'de_DE' }, '', 'Search', '14 February 2020', '1,234 articles'],
  ['a language alone: the browser’s region', { lang: 'en' }, '', 'Search', '14 February 2020', '1,234 articles'],
  ['a language with its region', { lang: 'en-US' }, '', 'Search', 'February 14, 2020', '1,234 articles'],
];
for (const [why, options, attributes, button, date, total] of languages) {
  browserTest(`words, numbers and dates: ${why}`, { timezoneId: 'America/Los_Angeles' }, async (page) => {
    await embed(page, `<dateline-search ${attributes}></dateline-search>`, options);
    await stub(page, isSearch, answer([{ published: '2020-02-14' }], { total: 1234 }));
    await box(page).fill('x');
    await summary(page, '');
    const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
    assert.equal(await page.locator('.button').first().textContent(), button);
    assert.equal(await page.locator('time').textContent(), date);
    assert.equal(plain(await page.locator('.summary').textContent()), total);
  });
}

// Where headlines lead.

const safe = 'https://news.example/a?b=1';
for (const [mode, url, expected, target] of [
  ['server', safe, /^http:\/\/127\.0\.0\.1:\d+\/articles\/a%2Fb%3F\?q=x$/, '_blank'],
  ['self', safe, /\/articles\/a%2Fb%3F\?q=x$/, null],
  ['original', safe, /^https:\/\/news\.example\/a\?b=1$/, '_blank'],
  ['original', null, /\/articles\/a%2Fb%3F\?q=x$/, '_blank'],
  ['original', 'javascript:window.owned=1', /\/articles\//, '_blank'],
  ['original', ' JaVaScript:window.owned=1', /\/articles\//, '_blank'],
  ['original', 'data:text/html,<script>1</script>', /\/articles\//, '_blank'],
  ['original', '//news.example/a', /\/articles\//, '_blank'],
  ['nonsense', safe, /\/articles\//, '_blank'],
]) {
  browserTest(`open-in=${mode} with the address ${url}`, {}, async (page) => {
    await embed(page, `<dateline-search open-in="${mode}"></dateline-search>`);
    await stub(page, isSearch, answer([{ id: 'a/b?', url }]));
    await box(page).fill('x');
    const link = page.locator('a.headline');
    await link.waitFor();
    assert.match(await link.getAttribute('href'), expected);
    assert.equal(await link.getAttribute('target'), target);
  });
}

browserTest('a page can open articles itself: the event is cancelable and has the hit', {}, async (page) => {
  await embed(page, '<main><dateline-search q="backdoor" open-in="self"></dateline-search></main>');
  await page.evaluate(() => document.querySelector('main').addEventListener('dateline-open', (event) => event.preventDefault()));
  await page.locator('.headline').first().click();
  const [open] = await told(page, 'dateline-open');
  assert.ok(open.hit.id && open.hit.title && open.url.endsWith('?q=backdoor'));
  assert.equal(new URL(page.url()).origin, (await host()).origin);
});

browserTest('open-in=event: buttons, and nothing but the event', {}, async (page) => {
  await embed(page, '<dateline-search q="backdoor" open-in="event"></dateline-search>');
  await page.locator('h3 button.headline').first().press('Enter');
  assert.equal((await told(page, 'dateline-open')).length, 1);
  assert.equal(await page.locator('dateline-search a').count(), 0);
});

// Hostile articles.

const attack = '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"><svg/onload=owned=1>';
const escaped = attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
for (const [how, html] of [['escaped', escaped], ['not escaped', attack]]) {
  browserTest(`an article full of markup, ${how} by the server, is text`, {}, async (page) => {
    await embed(page, '<dateline-search open-in="original"></dateline-search>');
    const hostile = { id: '../../x"><b>', title: html, passage: `one <mark>${html}</mark> &amp; two`, source: attack, section: attack, byline: [attack],
      url: 'javascript:owned=1', published: attack, lang: '"><script>', missing: [attack] };
    await stub(page, isSearch, answer([hostile], { suggestion: { q: attack, html }, warnings: [{ detail: attack }] }));
    await stub(page, (url) => url.pathname === '/api/v1/suggest', { suggestions: [{ kind: attack, html, q: attack, text: attack }] });
    await box(page).pressSequentially('x');
    await page.locator('[role=option]').waitFor();
    assert.equal(await page.locator('.headline').textContent(), attack);
    assert.equal(await page.locator('.passage').textContent(), `one ${attack} & two`);
    assert.equal(await page.locator('.passage mark').textContent(), attack);
    assert.equal(await page.locator('[role=option] span').first().textContent(), attack);
    assert.equal(await page.locator('dateline-search').locator('script, img, svg, b, a[href^=javascript]').count(), 0);
    assert.equal(await page.evaluate(() => window.owned), undefined);
  });
}
