import { address } from '../address';
import type { Declared, Model, Node, Overview, Table } from '../api/schema';
import { text } from '../text/catalogue';
import { pages } from './pages';

/** Something one can go to by its name. */
export type Found = { name: string; hint?: string; href: string };

/** What is known to the page, as far as it has been loaded. */
export type Known = {
  overview: Overview | undefined;
  tables: readonly Table[] | undefined;
  models: readonly Model[] | undefined;
  nodes: readonly Node[] | undefined;
  sources: readonly Declared[] | undefined;
};

/** Everything that can be found, by kind. */
export function findable({ overview, tables, models, nodes, sources }: Known): [string, Found[]][] {
  return [
    [text.search.pages, pages.map(({ name, href }) => ({ name, href }))],
    [
      text.search.assets,
      (overview?.assets ?? []).map(({ name, node }) => ({
        name,
        hint: text.search.onNode(node),
        href: address.predictions({ asset: name }),
      })),
    ],
    [text.pages.nodes, (nodes ?? []).map(({ name }) => ({ name, href: address.node(name) }))],
    [
      text.pages.sources,
      (sources ?? []).map(({ metadata: { name } }) => ({ name, href: address.source(name) })),
    ],
    [
      text.pages.models,
      (models ?? []).map(({ name, asset }) => ({ name, hint: asset, href: address.model(name) })),
    ],
    [text.pages.tables, (tables ?? []).map(({ name }) => ({ name, href: address.table(name) }))],
  ];
}
