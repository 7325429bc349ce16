import { address } from '../address';
import type { Overview } from '../api/schema';

/** The boxes of the picture in the order of the loop, by the names the server gives them. */
export type StageName =
  | 'ingestion'
  | 'clean'
  | 'validate'
  | 'transform'
  | 'label'
  | 'experiment'
  | 'tune'
  | 'models'
  | 'deploy'
  | 'prediction'
  | 'log';

/** Where a box leads. */
export function stageAddress(stage: StageName, { tables, dataScience }: Overview): string {
  const prepared = tables.find(({ name }) => isPrepared(name))?.name;
  switch (stage) {
    case 'ingestion':
      return address.nodes;
    case 'clean':
    case 'transform':
      return prepared ? address.table(prepared) : address.tables;
    case 'validate':
      return prepared ? address.table(`${prepared}_aside`) : address.tables;
    case 'experiment':
    case 'tune':
      return address.runs(dataScience.study);
    case 'models':
      return address.models;
    case 'deploy':
      return address.nodes;
    case 'label':
    case 'prediction':
      return address.predictions();
    case 'log':
      return address.table('log.predictions');
  }
}

function isPrepared(table: string): boolean {
  return table.startsWith('prepared.') && !table.endsWith('_aside');
}
