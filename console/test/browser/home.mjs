import assert from 'node:assert/strict';
import { eventually, number } from './checks.mjs';

export const home = {
  title: 'Home',

  async run({ page, base, api, check }) {
    await page.goto(base);

    await check('opens with a sentence of facts', async () => {
      const sentence = await page.locator('h1').innerText();
      const { nodes } = await api('/overview');
      assert.match(sentence, /\d+ of \d+\snodes? connected\./u);
      assert.ok(sentence.includes(`of ${nodes.length}`), sentence);
    });

    await check('shows every box of the picture', async () => {
      const stages = Object.keys((await api('/overview')).stages);
      for (const stage of stages) await page.locator(`[data-station="${stage}"]`).waitFor();
    });

    await check('shows the journal as the API accounts for it', () =>
      eventually(async () => {
        const before = (await api('/overview')).journal;
        const shown = page.locator('[data-station="plant"] a').last();
        const made = number(
          (await shown.locator('span', { hasText: 'made' }).first().innerText()) ?? '',
        );
        const after = (await api('/overview')).journal;
        const lag = Math.max(after.made - before.made, before.made * 0.05);
        assert.ok(
          made >= before.made - lag && made <= after.made + lag,
          `${made}, not ${before.made}`,
        );
      }),
    );

    await check('shows the rows of raw.signals', () =>
      eventually(async () => {
        const row = page.locator('[data-station="lake"] tr', { hasText: 'raw.signals' });
        const shown = number(await row.locator('td').first().innerText());
        const tables = await api('/tables');
        const rows = tables.find(({ name }) => name === 'raw.signals').rows;
        assert.ok(Math.abs(shown - rows) <= Math.max(rows * 0.1, 500), `${shown}, not ${rows}`);
      }),
    );

    await check('shows a score for each asset that is predicted', async () => {
      const { assets } = await api('/overview');
      const shown = await page.locator('[data-station="sees"] a').count();
      assert.equal(shown, Math.min(assets.length, 6));
    });

    await check('fits 1280 × 800 without scrolling', async () => {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height <= 800, `it is ${height} px high`);
    });

    await check('is live: what it shows moves by itself', async () => {
      const text = () => page.locator('[data-station="plant"]').innerText();
      const first = await text();
      await eventually(async () => assert.notEqual(await text(), first), 20_000);
    });

    await check('becomes one column on a narrow screen', async () => {
      await page.setViewportSize({ width: 700, height: 800 });
      const widths = await page.evaluate(() =>
        ['plant', 'ingestion', 'deploy'].map(
          (name) =>
            document.querySelector(`[data-station="${name}"]`).getBoundingClientRect().width,
        ),
      );
      await page.setViewportSize({ width: 1280, height: 800 });
      assert.equal(new Set(widths.map(Math.round)).size, 1, widths.join());
    });
  },
};
