import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

const MICROS_SHOWN = 60e6;

export const predictions = {
  title: 'Predictions',

  async run({ page, base, api, check }) {
    const chart = page.locator('.u-over');
    const windowInAddress = () => new URL(page.url()).searchParams.get('window');
    const decided = await newestDecided(api);
    assert.ok(decided, 'no prediction was decided yet: let the demo run a little longer');
    const { asset, window } = decided;
    const range = `from=${window.to - MICROS_SHOWN}&to=${window.to + 1e6}`;

    await check('shows a lane for the score and each signal', async () => {
      await page.goto(`${base}/predictions?asset=${asset}&${range}`);
      await chart.waitFor();
      const series = await api(`/series?asset=${asset}`);
      for (const { name } of series.signals) {
        await page
          .getByText(name.replace(/([a-z])(\d)$/, '$1 $2'), { exact: true })
          .first()
          .waitFor();
      }
    });

    await check('says the chart in words, and as a table', async () => {
      await page.getByText(/: score between .* × limit/).waitFor();
      await page.getByRole('button', { name: 'Show as table' }).click();
      assert.ok((await page.locator('figure tbody tr').count()) > 0);
      await page.getByRole('button', { name: 'Show as chart' }).click();
      await chart.waitFor();
    });

    await check('a click picks the window that ends there', async () => {
      const { width, height } = await chart.boundingBox();
      await chart.click({ position: { x: width * 0.7, y: height / 2 } });
      await eventually(() => assert.ok(windowInAddress()));
      const picked = await api(`/predictions/${windowInAddress()}`);
      const expected = window.to - MICROS_SHOWN + 0.7 * (MICROS_SHOWN + 1e6);
      assert.equal(picked.asset, asset);
      assert.ok(Math.abs(picked.window.to - expected) < 5e6, `${picked.window.to} for ${expected}`);
    });

    await check('the panel says the score that the API says', async () => {
      const id = decided.id;
      await page.goto(`${base}/predictions?asset=${asset}&${range}&window=${id}`);
      const shown = await page.locator('[data-decision]').innerText();
      const score = decided.outputs.score[0];
      assert.ok(Math.abs(Number.parseFloat(shown) - score) <= 0.051, `${shown} for ${score}`);
      await page.getByRole('heading', { name: 'What moved it' }).waitFor();
    });

    await check('the chain leads from the signals to the deployment', async () => {
      const { links } = await api(`/predictions/${decided.id}/lineage`);
      const shown = page.locator('aside ol li');
      await eventually(async () =>
        assert.equal(await shown.count(), links.filter(({ kind }) => kind !== 'prediction').length),
      );
    });

    await check('Replay finds the same bits', async () => {
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByText('same bits.').waitFor({ timeout: 90_000 });
    });

    await check('arrows step through the windows', async () => {
      await page.keyboard.press('ArrowLeft');
      await eventually(() => assert.notEqual(windowInAddress(), decided.id));
      const before = await api(`/predictions/${windowInAddress()}`);
      assert.ok(before.window.to < window.to);
      await eventually(async () => assert.equal(await page.locator('[data-decision]').count(), 1));
      await page.keyboard.press('ArrowRight');
      await eventually(() => assert.equal(windowInAddress(), decided.id));
    });

    await check('the address restores the view', async () => {
      const shown = await page.locator('[data-decision]').innerText();
      await page.reload();
      await eventually(async () =>
        assert.equal(await page.locator('[data-decision]').innerText(), shown),
      );
    });

    await check('dragging zooms, a double click goes back', async () => {
      const range = () => new URL(page.url()).searchParams.get('from');
      const whole = range();
      await chart.waitFor();
      const { x, y, width } = await chart.boundingBox();
      await page.mouse.move(x + width * 0.3, y + 60);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.6, y + 60, { steps: 8 });
      await page.mouse.up();
      await eventually(() => assert.notEqual(range(), whole));
      await page.waitForTimeout(400);
      await page.mouse.dblclick(x + width * 0.5, y + 60);
      await eventually(() => assert.equal(range(), whole));
    });

    await check('Esc closes the panel', async () => {
      await page.keyboard.press('Escape');
      await eventually(() => assert.equal(windowInAddress(), null));
    });
  },
};

/** The newest prediction that decided something, some windows back so that others lie after it. */
async function newestDecided(api) {
  const { assets } = await api('/overview');
  for (const { name } of assets) {
    const found = await api(`/predictions?asset=${name}&limit=200`);
    const decided = found.slice(10).find(({ decision }) => decision !== 'NONE');
    if (decided) return decided;
  }
  return undefined;
}
