// The real programs under test: an archive made of corpus/ in a temporary folder, and a server on a free port.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// The one page elsewhere that may show the pages of the server in a frame.
export const frameOrigin = 'http://news.example';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const secondsToStart = 60;

// Starts a server over an archive of its own and gives { url, archive, stop }. DATELINE_BIN is the build folder (default
// build/release). With DATELINE_URL set, that server is used and nothing is started.
export async function startServer() {
  if (process.env.DATELINE_URL) return { url: process.env.DATELINE_URL, archive: process.env.DATELINE_ARCHIVE, stop: async () => {} };
  return startOther(['--frame-ancestors', frameOrigin]);
}

// Starts a server with further `flags`: over an archive of the articles in the folder `news`, else over that of the server under
// test where its folder is known.
export async function startOther(flags = [], { news } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-browser-'));
  const known = !news && process.env.DATELINE_ARCHIVE;
  const archive = known || join(folder, 'archive');
  if (!known) index(archive, news ?? join(root, 'corpus'));
  const server = spawn(program('server/dateline-serve'),
    ['--archive', archive, '--listen', '127.0.0.1:0', '--web', join(root, 'web'), ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise((done) => { server.once('exit', done); });
  const stop = async () => {
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(server, gone), archive, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function program(name) {
  const path = resolve(root, process.env.DATELINE_BIN ?? 'build/release', name);
  if (!existsSync(path)) throw new Error(`${path} is missing: build it, or say where it is with DATELINE_BIN`);
  return path;
}

// Exit code 1 says that some files were skipped, which the sample archive has on purpose.
function index(archive, news) {
  const run = spawnSync(program('indexer/dateline-index'), ['--archive', archive, news], { encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(`dateline-index ended with ${run.status}:\n${run.stdout}${run.stderr}`);
}

async function addressOf(server, gone) {
  let printed = '';
  const listening = new Promise((found) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        if (printed.length < 1e5) printed += text;
        const match = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
        if (match) found(match[0]);
      });
    }
  });
  const late = new Promise((done) => { setTimeout(done, secondsToStart * 1000).unref(); });
  const url = await Promise.race([listening, gone, late]);
  if (typeof url !== 'string') throw new Error(`dateline-serve did not say where it listens:\n${printed}`);
  return url;
}
