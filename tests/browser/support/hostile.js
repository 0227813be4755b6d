// Articles as no newsroom has them: markup, quotation marks and controls of direction in every field, empty fields, ids that are paths,
// scripts from right to left; with versions, copies, a withdrawn article and lines that were left out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOther } from './server.js';

export const attack = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;&#x27;<!-- -->{{q}}</p>`;
const bidi = 'a\u202E b \u2066c \u2067d \u200F e';
const text = 'The ferry of the harbour left at noon with forty passengers on board, as the harbour office said on Monday morning.';
const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(12);

// What each of them is about, and the article.
export const articles = {
  markup: { id: `a/b"c'<d>&e?f#g%h`, title: `Ferry ${attack}`, source: attack, section: attack, byline: [attack, ''], tags: [attack, '', ' '], url: 'javascript:alert(1)',
    copyright: attack, published: '2021-03-04T05:06:07Z', lang: 'en', status: 'corrected', status_note: attack, body: [`${text} ${attack}`, attack, bidi] },
  direction: { id: 'dir/\u202Eetc', title: `Ferry ${bidi}`, source: bidi, section: bidi, byline: [bidi], tags: [bidi], published: '2021-03-05', body: [text, bidi] },
  empty: { id: 'empty', title: '', source: '', section: '', byline: [], tags: [], url: '', copyright: '', published: '', lang: '', body: [`Ferry. ${text}`] },
  blank: { id: ' blank ', title: 'Ferry', source: ' ', section: ' ', byline: [' '], tags: [' '], url: ' ', body: [' ', `${text} It is blank.`] },
  language: { id: 'language', title: 'Ferry', lang: 'x"y<z', body: [text] },
  long: { id: long, title: `Ferry ${long}`, source: long, section: long, byline: [long], tags: [long], published: '2021-03-06', body: [`ferry ${long} ${long}`] },
  controls: { id: 'con\u0001trol', title: 'Ferry \u0000\u0007\u001B\u0085', source: 'a\tb\nc', published: '2021-03-07', body: [`${text}\u0000\u000B`] },
  url: { id: 'https://news.example/a?b=c&d="e"', title: 'Ferry at an address', url: 'https://news.example/?"><script>alert(1)</script>', published: '2021-03-08', body: [text] },
  arabic: { id: 'arabic', title: 'افتتاح المرفأ الجديد في المدينة', source: 'الأخبار', section: 'محليات', byline: ['ليلى حداد'], lang: 'ar', published: '2021-03-09',
    body: ['افتتح المرفأ الجديد صباح الاثنين بحضور أربعين راكبا، وقال مكتب المرفأ إن Ferry 42 غادرت ظهرا.', 'وفي المساء عادت السفينة إلى المرفأ.'] },
  hebrew: { id: 'hebrew', title: 'הנמל החדש נפתח בעיר', source: 'החדשות', byline: ['נועה לוי'], lang: 'he', published: '2021-03-10',
    body: ['הנמל החדש נפתח ביום שני בבוקר, ומעבורת Ferry 42 יצאה בצהריים.'] },
};

const copied = ('The council voted on Tuesday to rebuild the old quay beside the market after nine months of argument over its price. '
  + 'Fishermen had asked for a crane, traders for parking, and the mayor for a bench with a view of the lighthouse. ').repeat(3);
const copies = ['Courier', `Wire "A" <b>`, 'Echo'].map((source, at) => ({ id: `copy/${at}`, title: `Quay ${at} <i>`, source, body: [copied], published: `2021-04-0${at + 1}` }));
const versions = [1, 2].map((version) => ({ id: 'ver/sion', version, byline: ['Dan "Q" Low'], title: `Tram ${attack} ${version}`, body: [`The tram of version ${version} runs. ${text}`],
  published: '2022-05-01T00:00:00Z', updated: `2021-05-0${version}T00:00:00Z` }));
const gone = [{ id: 'gone/"x"', version: 1, title: 'Gone', body: [text], published: '2021-06-01T00:00:00Z' },
  { id: 'gone/"x"', version: 2, title: 'Gone', status: 'killed', status_note: attack, updated: '2021-06-02T00:00:00Z', body: [text] }];

const dropped = `Ferry with a ledger & "more"

By A "B" <C>
February 14, 2020

${text}

Read more: "Ferry" <img src=x onerror=alert(1)> & trams
Sign up for our newsletter <script>alert(1)</script> "now"

A second paragraph of the ferry says more about the harbour and its people, who were glad that it was done at last.
`;

// An id as the archive has it: without controls and blanks around it.
const shown = (id) => id.replace(/[\u0000-\u001F]/g, '').trim();

// Paths of articles that are shown, and of one that was withdrawn.
export const paths = {
  ...Object.fromEntries(Object.entries(articles).map(([name, { id }]) => [name, `/articles/${encodeURIComponent(shown(id))}`])),
  copies: `/articles/${encodeURIComponent('copy/0')}`, versions: `/articles/${encodeURIComponent('ver/sion')}`,
  older: `/articles/${encodeURIComponent('ver/sion')}?version=1`, ledger: '/articles/ledger.txt',
};
export const withdrawn = `/articles/${encodeURIComponent('gone/"x"')}`;

// Starts a server over these articles; stop it.
export async function startHostile(flags = []) {
  const news = mkdtempSync(join(tmpdir(), 'dateline-hostile-'));
  try {
    const write = (name, list) => writeFileSync(join(news, name), list.map((each) => `${JSON.stringify(each)}\n`).join(''));
    write('all.jsonl', [...Object.values(articles), ...copies]);
    write('first.jsonl', [versions[0], gone[0]]);
    write('second.jsonl', [versions[1], gone[1]]);
    writeFileSync(join(news, 'ledger.txt'), dropped);
    return await startOther(flags, { news });
  } finally {
    rmSync(news, { recursive: true, force: true });
  }
}
