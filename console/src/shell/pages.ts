import { address } from '../address';
import { text } from '../text/catalogue';

/** A page of the rail; `key` goes to it after `g`, `adding` is the page that adds to what it lists. */
export type Page = { name: string; href: string; key: string; adding?: Omit<Page, 'key'> };

/** The rail: only pages that exist. */
export const groups: readonly { name?: string; pages: readonly Page[] }[] = [
  { pages: [{ name: text.pages.home, href: address.home, key: 'h' }] },
  {
    name: text.groups.data,
    pages: [
      {
        name: text.pages.sources,
        href: address.sources,
        key: 's',
        adding: { name: text.sources.addTitle, href: address.newSource() },
      },
      { name: text.pages.tables, href: address.tables, key: 't' },
    ],
  },
  {
    name: text.groups.training,
    pages: [
      { name: text.pages.runs, href: address.runs(), key: 'r' },
      { name: text.pages.models, href: address.models, key: 'm' },
    ],
  },
  {
    name: text.groups.edge,
    pages: [
      { name: text.pages.nodes, href: address.nodes, key: 'n' },
      { name: text.pages.predictions, href: address.predictions(), key: 'p' },
    ],
  },
  {
    name: text.groups.watch,
    pages: [
      { name: text.pages.alarms, href: address.alarms, key: 'a' },
      { name: text.pages.audit, href: address.audit, key: 'u' },
    ],
  },
];

export const pages: readonly Page[] = groups.flatMap((group) => group.pages);

/** Whether an address is the page's own, lies behind it, or adds to it. */
export function isAt({ href, adding }: Page, path: string): boolean {
  return path === href || path === adding?.href || (href !== '/' && path.startsWith(`${href}/`));
}
