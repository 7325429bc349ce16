// Drives the console of a running product: npm run test:browser -- http://127.0.0.1:8420
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alarms } from './alarms.mjs';
import { browserPath, launch } from './browser.mjs';
import { Checks } from './checks.mjs';
import { home } from './home.mjs';
import { keyboard } from './keyboard.mjs';
import { looks } from './looks.mjs';
import { left, nodes } from './nodes.mjs';
import { pages } from './pages.mjs';
import { predictions } from './predictions.mjs';
import { sources } from './sources.mjs';

const base = process.argv[2]?.replace(/\/$/, '');
if (!base) {
  console.error(
    'name the address of a running server: npm run test:browser -- http://127.0.0.1:8420',
  );
  process.exit(2);
}
if (!browserPath()) {
  console.log('browser test: skipped, no Chromium was found (ORILLA_CHROMIUM names one)');
  process.exit(0);
}

/** What the API says, to hold the pages against. */
async function api(path) {
  const answer = await fetch(`${base}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

const profile = await mkdtemp(join(tmpdir(), 'orilla-browser-'));
const context = await launch(profile);
const checks = new Checks();
const complaints = [];
try {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const visit = { page, base, api, check: checks.check.bind(checks) };
  for (const part of [home, pages, nodes, sources, alarms, keyboard, predictions, looks, left]) {
    console.log(part.title);
    await part.run(visit).catch((error) => checks.fail(part.title, error));
  }
  await checks.check('the browser has nothing to complain of', () => {
    if (complaints.length > 0) throw new Error(complaints.join('; '));
  });
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}
checks.end();
