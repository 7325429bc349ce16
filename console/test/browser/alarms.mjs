import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

const RULE = 'always-so';

export const alarms = {
  title: 'Alarms',

  async run({ page, base, api, check }) {
    const [{ spec }] = await api('/documents/sources');
    const declared = await fetch(`${base}/api/v1/documents`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/yaml' },
      body: `{apiVersion: orilla/v1, kind: AlarmRule, metadata: {name: ${RULE}}, spec: {signal: ${spec.signals[0].name}, below: 1e30}}`,
    });
    assert.ok(declared.ok, await declared.text());
    const said = async () => (await api('/alarms')).alarms.find(({ name }) => name === RULE);
    const button = (label) => page.getByRole('button', { name: label, exact: true });
    const rowIn = (label) =>
      page.getByRole('table', { name: label, exact: true }).locator('tr', { hasText: RULE });

    await check('an alarm is acknowledged, and its node says so', async () => {
      await eventually(async () => assert.equal((await said())?.state, 'ACTIVE'));
      await page.goto(`${base}/alarms`);
      await button(`Acknowledge ${RULE}`).click();
      await eventually(async () => assert.equal((await said()).state, 'ACKNOWLEDGED'));
      await rowIn('To be looked at').getByText('active, acknowledged').waitFor();
    });

    await check('an alarm is put aside with a reason, and taken back', async () => {
      await page.goto(`${base}/alarms`);
      await button(`Shelve ${RULE}`).click();
      const dialog = page.getByRole('dialog');
      const shelve = dialog.getByRole('button', { name: 'Shelve', exact: true });
      assert.ok(await shelve.isDisabled());
      await dialog.getByLabel('Why').fill('being mended');
      await shelve.click();
      await eventually(async () => assert.equal((await said()).shelf?.reason, 'being mended'));
      await rowIn('Shelved').getByText('being mended').waitFor();
      assert.equal(await rowIn('To be looked at').count(), 0);
      await button(`Take ${RULE} back`).click();
      await rowIn('To be looked at').waitFor();
      assert.equal((await said()).shelf, undefined);
    });

    await fetch(`${base}/api/v1/documents/alarmrules/${RULE}`, { method: 'DELETE' });
  },
};
