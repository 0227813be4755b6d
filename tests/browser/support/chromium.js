// The browser under test: Debian's Chromium, quiet and without a sandbox, since tests run as root in containers. A page of a made-up
// origin may hold a frame of the server on this machine.
import { existsSync } from 'node:fs';

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-features=LocalNetworkAccessChecks', '--disable-component-update', '--disable-sync'];

// Its path. CHROMIUM names another one.
export function executable() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium: install the package chromium, or say where it is with CHROMIUM');
  return found;
}
