import assert from 'node:assert/strict';
import { eventually } from './checks.mjs';

const PAGES = [
  '/',
  '/sources',
  '/new-source',
  '/new-source?connector=mqtt',
  '/tables',
  '/models',
  '/runs',
  '/nodes',
  '/predictions',
  '/alarms',
  '/audit',
];

export const looks = {
  title: 'Looks',

  async run({ page, base, api, check }) {
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);

    async function choose(name) {
      await page.locator('nav + button').click();
      await page.getByRole('menuitem', { name, exact: true }).click();
    }

    await check('follows the system', async () => {
      await page.goto(base);
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme });
        await eventually(async () => assert.equal(await scheme(), colorScheme));
      }
    });

    await check('is dark or light when told, and remembers', async () => {
      await choose('Dark');
      assert.equal(await scheme(), 'dark');
      await page.reload();
      await eventually(async () => assert.equal(await scheme(), 'dark'));
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, 'rgb(18, 22, 26)');
      await choose('Light');
      assert.equal(await scheme(), 'light');
    });

    const [{ name }] = await api('/nodes');
    for (const path of [...PAGES, `/nodes/${name}`]) {
      await check(`${path} has one heading, names for its controls, and no green`, async () => {
        await page.goto(base + path);
        await page.locator('h1').waitFor();
        assert.equal(await page.locator('h1').count(), 1);
        assert.deepEqual(await page.evaluate(nameless), []);
        assert.deepEqual(await page.evaluate(green), []);
      });
    }
  },
};

/** Links and buttons that a screen reader could not name. */
function nameless() {
  return [...document.querySelectorAll('a, button, input')]
    .filter((each) => each.type !== 'hidden' && each.checkVisibility())
    .filter((each) => !(each.textContent || each.ariaLabel || each.labels?.length || each.title))
    .map((each) => each.outerHTML.slice(0, 80));
}

/** What is shown in green: there calm is grey. */
function green() {
  const isGreen = (colour) => {
    const [red = 0, grass = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return colour.startsWith('rgb') && grass > red + 30 && grass > blue + 30;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((each) => {
      const { color, backgroundColor, borderTopColor, fill, stroke } = getComputedStyle(each);
      return [color, backgroundColor, borderTopColor, fill, stroke].some(isGreen);
    })
    .map((each) => each.outerHTML.slice(0, 80));
}
