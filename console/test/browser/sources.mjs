import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

export const sources = {
  title: 'Sources',

  async run({ page, base, api, check }) {
    const [declared] = await api('/documents/sources');
    const { name } = declared.metadata;
    const { node, settings, signals } = declared.spec;
    const values = () => page.getByRole('table', { name: 'Signals' }).locator('tbody tr');
    const button = (label) => page.getByRole('button', { name: label, exact: true });

    await check('Sources lists what is declared, and whether it is read', async () => {
      await page.goto(`${base}/sources`);
      const rows = page.getByRole('table', { name: 'Sources', exact: true }).locator('tbody tr');
      await eventually(async () => {
        assert.equal(await rows.count(), (await api('/documents/sources')).length);
        assert.match(await rows.first().innerText(), /connected/);
      });
    });

    await check('a source is tested beside itself, and says what its signals say', async () => {
      await page.goto(`${base}/sources/${name}`);
      await button('Test connection').click();
      await page.getByText(/^Connected\. /).waitFor();
      const shown = Math.min(signals.length, 100);
      await eventually(async () => {
        assert.equal(await values().count(), shown);
        const said = await values().allInnerTexts();
        assert.ok(
          said.every((row) => /\d.*(now|ago)/s.test(row)),
          said.find((row) => !/\d.*(now|ago)/s.test(row)),
        );
      });
      assert.ok(await button('Declare the change').isDisabled());
    });

    await check('what is missing is named, and gone to, before anybody is asked', async () => {
      await page.goto(`${base}/new-source`);
      await page.getByRole('link', { name: 'OPC UA' }).click();
      await button('Test connection').click();
      await page.getByText('is needed').waitFor();
      const focused = await page.evaluate(() =>
        document.activeElement?.getAttribute('aria-invalid'),
      );
      assert.equal(focused, 'true');
    });

    await check('a new source is tried out, then declared', async () => {
      await page.getByLabel('Name', { exact: false }).first().fill('tried');
      await page.getByLabel('Node').selectOption(node);
      await page.getByLabel('Endpoint').fill(settings.endpoint);
      await button('Add a signal by hand').click();
      await page.getByLabel('Name of signal 1').fill('tried/area/line/asset/signal');
      await page.getByLabel('Address of signal 1').fill(signals[0].address);
      await button('Add a signal by hand').click();
      await page.getByLabel('Name of signal 2').fill('tried/area/line/asset/nothing');
      await page.getByLabel('Address of signal 2').fill('ns=2;s=nothing/of/this/name');
      await button('Test connection').click();
      await values().nth(1).getByText('cannot be read:').waitFor();
      await page.getByRole('button', { name: 'Leave out tried/area/line/asset/nothing' }).click();
      await eventually(async () =>
        assert.match(await values().first().innerText(), /\d.*(now|ago)/s),
      );
      await button('Declare it').click();
      await eventually(() => assert.equal(new URL(page.url()).pathname, '/sources/tried'));
      const { spec } = await api('/documents/sources/tried');
      assert.deepEqual(spec.settings, { endpoint: settings.endpoint });
      assert.equal(spec.signals.length, 1);
    });

    await check('a source is withdrawn after a question that says what stops', async () => {
      await button('Withdraw').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`${node} stops reading 1 signal`).waitFor();
      await dialog.getByText('tried/area/line/asset').waitFor();
      await dialog.getByRole('button', { name: 'Withdraw tried' }).click();
      await page.getByRole('heading', { name: 'tried is withdrawn.' }).waitFor();
      const left = await api('/documents/sources');
      assert.ok(left.every(({ metadata }) => metadata.name !== 'tried'));
    });

    const { browsable } = (await api('/connectors')).find(({ type }) => type === 'opcua');
    if (!browsable) return;
    await check('what the machine has is searched, and chosen', async () => {
      await page.goto(`${base}/new-source?connector=opcua`);
      await page.getByLabel('Endpoint').fill(settings.endpoint);
      const wanted = signals[0].name.split('/').at(-1);
      await page.getByRole('textbox', { name: 'Search names below' }).fill(wanted);
      const found = page.getByRole('checkbox', { name: `Read ${wanted}` }).first();
      await found.check({ timeout: 20_000 });
      await eventually(async () => assert.equal(await values().count(), 1));
    });
  },
};
