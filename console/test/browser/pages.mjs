import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

export const pages = {
  title: 'Tables, models, runs, nodes',

  async run({ page, base, api, check }) {
    const rowsOf = (label) =>
      page.getByRole('table', { name: label, exact: true }).locator('tbody tr');

    for (const [path, label] of [
      ['/tables', 'Tables'],
      ['/models', 'Models'],
      ['/runs', 'Runs'],
      ['/nodes', 'Nodes'],
    ]) {
      await check(`${label} lists what the API lists`, async () => {
        await page.goto(base + path);
        await eventually(async () => {
          const listed = await api(path);
          assert.equal(await rowsOf(label).count(), listed.length);
        });
      });
    }

    await check('a table shows its snapshots, schema and rows', async () => {
      const { columns } = await api('/tables/raw.signals');
      await page.goto(`${base}/tables/raw.signals`);
      await rowsOf('Snapshots').first().waitFor();
      await page.getByText(`${columns.length}\u00a0columns`).waitFor();
      await page.getByRole('columnheader', { name: columns[0].name, exact: true }).waitFor();
    });

    await check('a model shows its versions and the runs side by side', async () => {
      const [model] = await api('/models');
      await page.goto(`${base}/models/${model.name}`);
      await eventually(async () =>
        assert.equal(await rowsOf('Versions').count(), model.versions.length),
      );
      const runs = await api(`/runs?study=${model.versions[0].study}`);
      await eventually(async () => assert.equal(await rowsOf('Runs').count(), runs.length));
    });

    await check('a node shows its workloads, journal and events', async () => {
      const [{ name }] = await api('/nodes');
      const node = await api(`/nodes/${name}`);
      await page.goto(`${base}/nodes/${name}`);
      await eventually(async () => {
        assert.equal(await rowsOf('Journal').count(), node.accounts.length);
        assert.equal(await rowsOf('Workloads').count(), node.workloads.length);
      });
    });

    await check('an address that leads nowhere says so', async () => {
      await page.goto(`${base}/nowhere`);
      await page.getByText('There is no such page.').waitFor();
    });

    await check('a digest copies whole', async () => {
      const [model] = await api('/models');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${base}/models/${model.name}`);
      const [{ bundle }] = model.versions;
      await page
        .getByRole('button', { name: `Copy ${bundle}` })
        .first()
        .click();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), bundle);
    });
  },
};
