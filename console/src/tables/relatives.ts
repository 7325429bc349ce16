import { address } from '../address';
import type { Declared, Model, Node, TableDetail } from '../api/schema';
import { inputs } from './summary';

/** Something a table comes from or that comes from it, and its page. */
export type Kin = { name: string; href: string };

type Known = { workflows: readonly Declared[]; models: readonly Model[]; nodes: readonly Node[] };

const RAW = 'raw.signals';

/** What a table is made of: read from its newest snapshot's summary and what is declared. */
export function upstream(
  { name, snapshots }: TableDetail,
  { workflows, models, nodes }: Known,
): Kin[] {
  if (name.startsWith('raw.'))
    return nodes.map((node) => ({ name: node.name, href: address.node(node.name) }));
  if (name.startsWith('log.'))
    return models.map((model) => ({ name: model.name, href: address.model(model.name) }));
  const named = inputs(snapshots[0]?.summary);
  if (named.length === 0 && workflows.some(({ spec }) => makes(spec, name))) {
    return [{ name: RAW, href: address.table(RAW) }];
  }
  return named.map(({ table, snapshot }) => ({
    name: table,
    href: address.table(table, snapshot),
  }));
}

/** What was made of a table. */
export function downstream({ name }: TableDetail, { workflows, models }: Known): Kin[] {
  if (name === RAW) {
    const tables = workflows.map(({ spec }) => String(spec.table));
    return tables.map((table) => ({ name: table, href: address.table(table) }));
  }
  return models.flatMap((model) =>
    model.versions
      .filter(({ provenance }) => trainedOn(provenance, name))
      .map(({ version }) => ({
        name: `${model.name} v${version}`,
        href: address.model(model.name, version),
      })),
  );
}

function makes(spec: Declared['spec'], table: string): boolean {
  return spec.table === table || `${String(spec.table)}_aside` === table;
}

function trainedOn(provenance: Record<string, unknown> | undefined, table: string): boolean {
  const dataset = provenance?.dataset;
  return (
    typeof dataset === 'object' && dataset !== null && 'table' in dataset && dataset.table === table
  );
}
