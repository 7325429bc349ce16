import { address } from '../address';
import { text } from '../text/catalogue';

/** A page of the rail; `key` goes to it after `g`. */
export type Page = { name: string; href: string; key: string };

/** The rail: only pages that exist. */
export const groups: readonly { name?: string; pages: readonly Page[] }[] = [
  { pages: [{ name: text.pages.home, href: address.home, key: 'h' }] },
  {
    name: text.groups.data,
    pages: [
      { name: text.pages.sources, href: address.sources, key: 's' },
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

/** Whether an address is the page's own or lies behind it. */
export function isAt(page: Page, path: string): boolean {
  return page.href === '/' ? path === '/' : path === page.href || path.startsWith(`${page.href}/`);
}
