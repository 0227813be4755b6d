// Pages of the server, asked for as documents: their scripts never run, and no HTML passes through a string.

const patience = 20000;  // milliseconds until an answer is given up
const unfinished = '&typing=true';

// Asks for the page at `path`; `typing`: of a search whose last word may go on. Gives { page: Document, url, wait }, where url is
// the path that answered and wait the seconds of Retry-After, or { fault } when there is no page: offline, down (no answer), late
// (given up), broken (not a page of ours). Never rejects; means nothing once `signal` is aborted.
export function load(path, signal, typing) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const timer = setTimeout(() => {
      done({ fault: 'late' });
      request.abort();
    }, patience);
    request.open('GET', path + (typing ? unfinished : ''));
    request.responseType = 'document';
    request.setRequestHeader('Accept', 'text/html');
    request.onload = () => done(answerOf(request));
    request.onerror = () => done({ fault: navigator.onLine ? 'down' : 'offline' });
    request.onabort = () => done({});
    request.onloadend = () => clearTimeout(timer);
    signal.addEventListener('abort', () => request.abort());
    request.send();
  });
}

function answerOf(request) {
  const page = request.response;
  if (!page?.body?.dataset.texts || !page.getElementById('main')) return { fault: 'broken' };
  const { pathname, search } = new URL(request.responseURL);
  return { page, url: pathname + search.replace(unfinished, ''), wait: Number(request.getResponseHeader('Retry-After')) || undefined };
}
