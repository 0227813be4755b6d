// Runs the browser tests against one server: node run.js [TEST FILE...]
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './support/server.js';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const files = named.length ? named : readdirSync(here).filter((name) => name.endsWith('.test.js')).map((name) => join(here, name));

const server = await startServer();
const tests = spawn(process.execPath, ['--test', ...files], { stdio: 'inherit', env: { ...process.env, DATELINE_URL: server.url, DATELINE_ARCHIVE: server.archive ?? '' } });
process.exitCode = await new Promise((done) => { tests.once('exit', (code) => done(code ?? 1)); });
await server.stop();
