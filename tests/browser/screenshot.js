// Takes the picture of the search page: node screenshot.js FILE.png
import { statSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { executable, flags } from './support/chromium.js';
import { startServer } from './support/server.js';

const largest = 200 * 1000;  // bytes

const file = process.argv[2];
const server = await startServer();
const browser = await chromium.launch({ executablePath: executable(), args: flags });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 860 }, colorScheme: 'light', locale: 'en-GB' });
  await page.goto(`${server.url}/search?q=backdoor`);
  await page.locator('.hits mark').first().waitFor();
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server.stop();
}
const { size } = statSync(file);
if (size > largest) throw new Error(`${file} has ${size} bytes, more than ${largest}`);
console.log(`${file}: ${size} bytes`);
