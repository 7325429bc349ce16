import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

let tail;

/** Looked at last, as it takes a while. */
export const left = {
  title: 'What was left',

  async run({ api, check }) {
    await check('a live tail that nobody reads ends by itself', () =>
      eventually(async () => {
        const { state, detail } = await api(`/commands/${tail}`);
        assert.equal(`${state} ${detail}`, 'DONE nobody read on');
      }, 75_000),
    );
  },
};

export const nodes = {
  title: 'A node and its commands',

  async run({ page, base, api, check }) {
    const [{ name }] = await api('/nodes');
    const rowsOf = (label) =>
      page.getByRole('table', { name: label, exact: true }).locator('tbody tr');
    const dialog = page.getByRole('dialog');
    const commanded = () => new URL(page.url()).searchParams.get('command');

    async function begin(command) {
      await page.goto(`${base}/nodes/${name}`);
      await page.getByRole('button', { name: 'Commands' }).click();
      await page.getByRole('menuitem', { name: command }).click();
      await dialog.getByText('How to go back').waitFor();
    }

    async function give(command) {
      await begin(command);
      await dialog.getByRole('button', { name: command, exact: true }).click();
      await eventually(() => assert.ok(commanded()));
      return commanded();
    }

    await check('a lane is the sum of what became of its records', async () => {
      await page.goto(`${base}/nodes/${name}`);
      await eventually(async () => {
        const { accounts } = await api(`/nodes/${name}`);
        const shown = await rowsOf('Journal').allInnerTexts();
        assert.equal(shown.length, accounts.length);
        for (const row of shown) {
          const [made, ...parts] = row
            .split('\t')
            .slice(1, 5)
            .map((cell) => Number(cell.replaceAll(/\D/g, '')));
          assert.equal(
            parts.reduce((sum, part) => sum + part, 0),
            made,
            row,
          );
          assert.match(row, /balanced/);
        }
      });
    });

    await check('what the node measured is shown with its age', async () => {
      const { measured } = await api(`/nodes/${name}`);
      assert.ok(measured, 'the node has not said yet what it measured: let it run half a minute');
      await page
        .getByText(/^Measured .*(now|ago)$/)
        .first()
        .waitFor();
      assert.equal(await rowsOf('Link').count(), measured.link.bytes.length + 1);
    });

    await check('wipe wants the name of the node', async () => {
      await begin('Wipe');
      const button = dialog.getByRole('button', { name: 'Wipe', exact: true });
      assert.ok(await button.isDisabled());
      await dialog.getByLabel(`Type ${name} to go on`).fill(`${name} `);
      assert.ok(await button.isDisabled());
      await dialog.getByLabel(`Type ${name} to go on`).fill(name);
      assert.ok(await button.isEnabled());
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    await check('Ctrl K finds what the node can be told', async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Search or run a command' }).waitFor();
      await page.keyboard.type(`${name}: reboot`);
      await page.locator('.mantine-Spotlight-action').first().waitFor();
      await page.keyboard.press('Enter');
      await dialog.getByText('It cannot be taken back.').waitFor();
      assert.equal(new URL(page.url()).searchParams.get('do'), 'reboot');
      await page.keyboard.press('Escape');
      await eventually(() => assert.equal(new URL(page.url()).searchParams.get('do'), null));
    });

    await check('fetched logs are shown, and the command is done', async () => {
      const id = await give('Fetch logs');
      await eventually(async () => assert.equal((await api(`/commands/${id}`)).state, 'DONE'));
      await page.locator('[aria-current="step"]', { hasText: 'done' }).waitFor();
      const whole = await (await fetch(`${base}/api/v1/commands/${id}/output`)).text();
      const last = whole.trimEnd().split('\n').at(-1);
      await eventually(async () =>
        assert.ok((await page.getByRole('log').innerText()).includes(last)),
      );
    });

    await check('a live tail shows lines as they come, and Esc leaves it', async () => {
      tail = await give('Live tail');
      await eventually(async () =>
        assert.equal((await api(`/commands/${tail}`)).state, 'ACCEPTED'),
      );
      await page.getByText('Live: lines appear').waitFor();
      await page.keyboard.press('Escape');
      await eventually(() => assert.equal(commanded(), null));
      assert.equal(await page.getByRole('log').count(), 0);
    });

    await check('diagnostics come as a zip', async () => {
      await give('Diagnostics');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download' }).click({ timeout: 20_000 }),
      ]);
      assert.equal(download.suggestedFilename(), `${name}-diagnostics.zip`);
      assert.equal(await download.failure(), null);
    });

    await check('a workload restarts by its own button', async () => {
      const [{ name: workload }] = (await api(`/nodes/${name}`)).workloads;
      await page.goto(`${base}/nodes/${name}`);
      await page.getByRole('button', { name: `Restart ${workload}` }).click();
      await dialog.getByRole('button', { name: 'Restart workload' }).click();
      await page.locator('[aria-current="step"]', { hasText: 'done' }).waitFor({ timeout: 30_000 });
    });

    await check('the history says what the node was told', async () => {
      const told = await api(`/commands?node=${name}&limit=20`);
      await eventually(async () => assert.equal(await rowsOf('Commands').count(), told.length));
    });

    await check('the audit names who told it, and its chain holds', async () => {
      await page.goto(`${base}/audit?filter=on node ${name}`);
      const { brokenAt } = await api('/audit?limit=500');
      assert.equal(brokenAt, undefined);
      const rows = rowsOf('Audit');
      await rows.first().waitFor();
      assert.match(await rows.first().innerText(), /local\s+administrator\s+restart-workload/);
      assert.equal(await page.getByRole('alert').count(), 0);
    });
  },
};
