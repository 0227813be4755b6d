// The pure functions between address and state, and from the API's HTML to text, as the browser runs them.
import assert from 'node:assert/strict';
import { browserTest, open } from './support/browser.js';

async function inPage(page, module, call, ...values) {
  return page.evaluate(async ([path, source, given]) => {
    const functions = await import(path);
    return functions[source](...given);
  }, [module, call, values]);
}

browserTest('an address and a state are two forms of one thing', {}, async (page) => {
  await open(page, '/');
  const rows = [
    ['/', 'start'],
    ['/?sort=newest', 'start', 'an order alone asks for nothing'],
    ['/?q=a+b', 'search'],
    ['/?q=%22a+b%22+-c', 'search'],
    ['/?source=A&source=B&section=-C', 'search'],
    ['/?q=x&from=2020&to=2020-02-14&sort=oldest&page=3', 'search'],
    ['/?q=%E6%9D%B1%E4%BA%AC', 'search'],
  ];
  for (const [address, view, why] of rows) {
    const place = await inPage(page, '/state.js', 'readPlace', address);
    assert.equal(place.view, view, why ?? address);
    assert.equal(await inPage(page, '/state.js', 'searchUrl', place.state), address);
  }
});

browserTest('what an address says wrongly is left out', {}, async (page) => {
  await open(page, '/');
  for (const [address, same] of [['/?page=-1', '/'], ['/?page=1.5&q=a', '/?q=a'], ['/?sort=best&q=a', '/?q=a'],
    ['/?source=A&source=A&source=', '/?source=A'], ['/?nothing=1', '/']]) {
    const { state } = await inPage(page, '/state.js', 'readPlace', address);
    assert.equal(await inPage(page, '/state.js', 'searchUrl', state), same);
  }
});

browserTest('any id makes an address that leads back to it', {}, async (page) => {
  await open(page, '/');
  for (const id of ['plain-id', 'https://example.org/a?b=c#d', 'a b/c', '東京', '100%', '%41']) {
    const url = await inPage(page, '/state.js', 'articleUrl', id, 'q & a');
    assert.deepEqual(await inPage(page, '/state.js', 'readPlace', url), { view: 'article', id, q: 'q & a' });
  }
});

browserTest('months are counted when few years are in view', {}, async (page) => {
  await open(page, '/');
  const rows = [
    [{ from: '', to: '' }, '1998-01-01', '2020-01-01', 'year'],
    [{ from: '', to: '' }, '2018-01-01', '2020-01-01', 'month'],
    [{ from: '2017', to: '2020-05' }, '1998-01-01', '2020-01-01', 'month'],
    [{ from: '2010', to: '' }, '1998-01-01', '2012-01-01', 'month'],
    [{ from: '', to: '' }, null, null, 'year'],
  ];
  for (const [state, first, last, unit] of rows) {
    assert.equal(await inPage(page, '/state.js', 'histogramUnit', state, first, last), unit);
  }
});

browserTest('marks become elements, entities become characters, all else stays text', {}, async (page) => {
  await open(page, '/');
  const rows = [
    ['a <mark>b</mark> c', ['a ', ['b'], ' c']],
    ['<mark>a</mark><mark>b</mark>', [['a'], ['b']]],
    ['&amp;lt; &lt;b&gt; &quot;&#39;', ['&lt; <b> "\'']],
    ['<mark>&lt;mark&gt;</mark>', [['<mark>']]],
    ['<b>x</b> &nbsp; <mark>open', ['<b>x</b> &nbsp; <mark>open']],
    ['<mark>two\nlines</mark>', [['two\nlines']]],
  ];
  for (const [html, expected] of rows) {
    const found = await page.evaluate(async (text) => {
      const { marked } = await import('/dom.js');
      return marked(text).filter(Boolean).map((node) => (typeof node === 'string' ? node : [node.textContent]));
    }, html);
    assert.deepEqual(found, expected, html);
  }
});
