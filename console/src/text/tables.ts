import { counted } from './counted';

export const tables = {
  name: 'Name',
  rows: 'Rows',
  size: 'Size',
  snapshot: 'Snapshot',
  tags: 'Tags',
  age: 'Age',
  operation: 'Operation',
  summary: 'Summary',
  empty: 'empty',
  version: (snapshot: string, tag: string | undefined) =>
    `snapshot ${snapshot}${tag ? `, tag ${tag}` : ''}`,
  sentence: (tables: number, rows: number, size: string) =>
    `${counted(tables, 'table')}, ${counted(rows, 'row')}, ${size}.`,
  lastCommit: (table: string) => `Last commit: ${table},`,
  none: 'The lake is empty.',
  noneHint:
    'Here the tables are listed with their rows, snapshots and tags. The first one appears when a node delivers samples of a source:',
  rowCount: (rows: number) => `${counted(rows, 'row')}.`,
  details: (size: string, snapshots: string) => `${size} in ${snapshots} snapshots.`,
  committed: 'Last commit',
  snapshots: 'Snapshots',
  older: (count: number) => `and ${counted(count, 'older snapshot')}`,
  sample: 'Sample of rows',
  noRows: 'Nothing was committed yet.',
  schema: 'Schema',
  columnCount: (count: number) => counted(count, 'column'),
  noTags: 'No snapshot has a name.',
  lineage: 'Lineage',
  madeOf: 'made of',
  madeInto: 'made into',
  nothing: 'nothing yet',
};
