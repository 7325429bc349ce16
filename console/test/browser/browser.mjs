import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is installed: ORILLA_CHROMIUM, else the usual places; undefined when there is none. */
export function browserPath() {
  return [process.env.ORILLA_CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
}

/** A browser with a fresh profile that talks to nobody but the page it is given. */
export function launch(profile) {
  return chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
