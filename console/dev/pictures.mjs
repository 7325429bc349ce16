// Takes pictures of pages: node dev/pictures.mjs ADDRESS FOLDER [PATH=NAME …] with WIDTHS and SCHEMES from the environment.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../test/browser/browser.mjs';

const [address, folder, ...pages] = process.argv.slice(2);
const widths = (process.env.WIDTHS ?? '1280').split(',').map(Number);
const schemes = (process.env.SCHEMES ?? 'light').split(',');
const profile = await mkdtemp(join(tmpdir(), 'orilla-console-'));
const context = await launch(profile);
try {
  for (const entry of pages) {
    const at = entry.lastIndexOf('=');
    const [path, name] = [entry.slice(0, at), entry.slice(at + 1)];
    for (const width of widths) {
      for (const scheme of schemes) {
        const page = await context.newPage();
        page.on(
          'console',
          (message) => message.type() === 'error' && console.log(name, message.text()),
        );
        page.on('pageerror', (error) => console.log(name, error));
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: width >= 1900 ? 1080 : 800 });
        await page.goto(address + path);
        await page.waitForTimeout(Number(process.env.WAIT ?? 2500));
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
        await page.close();
      }
    }
  }
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}
