// A page of another origin that embeds Dateline: a small web server, and a Dateline server that lists its origin.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { startOther } from './server.js';

// Starts both. `flags` are further ones of dateline-serve; `listed: false` leaves the host's origin out of cors_origins.
// Gives { origin, url, show, stop }: the host's origin, the Dateline server's, and a function that puts a page there.
export async function startHost({ flags = [], listed = true } = {}) {
  const pages = new Map();
  const web = createServer((request, response) => {
    const { html, headers } = pages.get(request.url.split('?')[0]) ?? { html: '' };
    response.writeHead(html ? 200 : 204, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const origin = `http://127.0.0.1:${web.address().port}`;
  const dateline = await startOther([...listed ? ['--cors-origins', origin] : [], '--frame-ancestors', origin, ...flags]);
  return {
    origin,
    url: dateline.url,
    // Puts `html` at `path` of the host, sent with `headers`, and gives its address.
    show(html, { path = '/', headers = {} } = {}) {
      pages.set(path, { html, headers });
      return origin + path;
    },
    async stop() {
      await dateline.stop();
      web.closeAllConnections();
      web.close();
    },
  };
}

// A whole page around `body`. The icon keeps the browser from asking for one.
export const page = (body, { head = '', lang = 'en', attributes = '' } = {}) => `<!doctype html><html lang="${lang}" ${attributes}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Intranet</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
