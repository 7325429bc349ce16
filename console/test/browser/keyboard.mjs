import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

export const keyboard = {
  title: 'Keyboard',

  async run({ page, base, api, check }) {
    const at = (path) => eventually(async () => assert.equal(new URL(page.url()).pathname, path));
    await page.goto(base);
    await page.locator('h1').waitFor();

    for (const [key, path] of Object.entries({
      s: '/sources',
      t: '/tables',
      m: '/models',
      r: '/runs',
      n: '/nodes',
      p: '/predictions',
      a: '/alarms',
      u: '/audit',
      h: '/',
    })) {
      await check(`g ${key} goes to ${path}`, async () => {
        await page.keyboard.press('g');
        await page.keyboard.press(key);
        await at(path);
      });
    }

    await check('Ctrl K finds an object', async () => {
      await page.keyboard.press('Control+k');
      const search = page.getByRole('textbox', { name: 'Search or run a command' });
      await search.fill('raw.signals');
      await page.locator('[data-group="Tables"], .mantine-Spotlight-action').first().waitFor();
      await page.keyboard.press('Enter');
      await at('/tables/raw.signals');
    });

    await check('/ filters and Esc shows all again', async () => {
      await page.goto(`${base}/tables`);
      const rows = page.getByRole('table', { name: 'Tables' }).locator('tbody tr');
      await rows.first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('raw.sig');
      await eventually(async () => assert.equal(await rows.count(), 1));
      assert.match(page.url(), /filter=raw\.sig/);
      await page.keyboard.press('Escape');
      const { length } = await api('/tables');
      await eventually(async () => assert.equal(await rows.count(), length));
    });

    await check('arrows step through rows and Enter opens one', async () => {
      const [first, second] = await api('/tables');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const focused = await page.evaluate(() => document.activeElement.textContent);
      assert.equal(focused, second.name, `after ${first.name}`);
      await page.keyboard.press('Enter');
      await at(`/tables/${second.name}`);
    });

    await check('the focus is visible', async () => {
      await page.getByRole('table', { name: 'Snapshots' }).waitFor();
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement).outlineStyle,
      );
      assert.notEqual(outline, 'none');
    });

    await check('? tells the keys and Esc closes', async () => {
      await page.goto(base);
      await page.locator('h1').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('Step through windows').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });
  },
};
