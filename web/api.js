// Questions to the server.

const patience = 20000;  // milliseconds until an answer is given up

// kind: offline, down (no answer), slow (given up), busy (429, 503), missing (404), refused (other 4xx), broken (5xx, not
// JSON). detail: the server's own words. wait: seconds until asking again, if it said.
export class Failure extends Error {
  constructor(kind, detail = '', wait = undefined) {
    super(detail);
    Object.assign(this, { kind, detail, wait });
  }
}

// The JSON at `path`. Throws Failure, whose kind means nothing once `signal` is aborted.
export async function getJson(path, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience);
  signal?.addEventListener('abort', () => limit.abort());
  try {
    const response = await fetch(path, { signal: limit.signal });
    if (!response.ok) throw await failureOf(response);
    return await response.json();
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof SyntaxError) throw new Failure('broken', 'Its answer cannot be read.');
    throw new Failure(limit.signal.aborted ? 'slow' : navigator.onLine ? 'down' : 'offline');
  } finally {
    clearTimeout(timer);
  }
}

async function failureOf(response) {
  const { status, headers } = response;
  const kind = status === 429 || status === 503 ? 'busy' : status === 404 ? 'missing' : status < 500 ? 'refused' : 'broken';
  const { detail, request_id: request } = await response.json().catch(() => ({}));
  const words = kind === 'broken' && request ? `${detail} Request ${request}.` : detail;
  return new Failure(kind, words, Number(headers.get('Retry-After')) || undefined);
}
