// Questions to the server. Answers are the JSON of the API; everything that goes wrong is a Failure.

const patience = 20000;  // milliseconds until an answer is given up

// kind: offline, down (no answer), slow (gave up), busy (429, 503), refused (other 4xx), missing (404), broken (5xx, or
// an answer that is not JSON). detail: the server's own words, if any. retryAfter: seconds, if it said.
export class Failure extends Error {
  constructor(kind, { detail, requestId, retryAfter } = {}) {
    super(detail || kind);
    Object.assign(this, { kind, detail, requestId, retryAfter });
  }
}

// The JSON at `path`. Throws Failure; which one does not matter once `signal` is aborted.
export async function getJson(path, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience);
  signal.addEventListener('abort', () => limit.abort());
  try {
    const response = await fetch(path, { signal: limit.signal, headers: { Accept: 'application/json' } });
    if (!response.ok) throw await failureOf(response);
    return await response.json();
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (limit.signal.aborted) throw new Failure('slow');
    if (error instanceof SyntaxError) throw new Failure('broken', { detail: 'Its answer cannot be read.' });
    throw new Failure(navigator.onLine ? 'down' : 'offline');
  } finally {
    clearTimeout(timer);
  }
}

async function failureOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new Failure(kindOf(response.status), {
    detail: problem.detail || problem.title,
    requestId: problem.request_id || response.headers.get('X-Request-Id'),
    retryAfter: Number(response.headers.get('Retry-After')) || undefined,
  });
}

function kindOf(status) {
  if (status === 429 || status === 503) return 'busy';
  if (status === 404) return 'missing';
  return status < 500 ? 'refused' : 'broken';
}
