import type { TableDetail } from '../api/schema';

type Summary = TableDetail['snapshots'][number]['summary'];

const OURS = 'orilla.';
const COUNTS = ['added-records', 'deleted-records'];
/** Which attempt, and which commit: of use when something went wrong, beside the rest. */
const INNER = ['orilla.attempt', 'orilla.commit'];

/** Of a snapshot's summary what says why it was made; the table format's own counters are left out. */
export function telling(summary: Summary): [string, string][] {
  const ours = Object.entries(summary)
    .filter(([name]) => name.startsWith(OURS) && !INNER.includes(name))
    .map(([name, value]): [string, string] => [name.slice(OURS.length), value]);
  const counts = COUNTS.flatMap((name): [string, string][] => {
    const value = summary[name];
    return value === undefined ? [] : [[name.replace('-records', ''), value]];
  });
  return [...ours, ...counts];
}

/** What a snapshot was made of, as table and snapshot: 'raw.signals@42'. */
export function inputs(summary: Summary | undefined): { table: string; snapshot: string }[] {
  return (summary?.[`${OURS}input`] ?? '')
    .split(',')
    .map((input) => input.trim().split('@'))
    .flatMap(([table, snapshot]) => (table && snapshot ? [{ table, snapshot }] : []));
}
