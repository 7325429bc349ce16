import { grouped } from '../figures/figures';
import { counted } from './counted';

export const audit = {
  sentence: (entries: number, refused: number, failed: number) =>
    `${counted(entries, 'entry', 'entries')}, ${refused === 0 ? 'none refused' : `${grouped(refused)} refused`}${failed === 0 ? '' : `, ${grouped(failed)} failed`}.`,
  details: 'The newest first, 500 at most; each is tied to the one before by its hash.',
  broken: (sequence: string) => `The chain is broken at entry ${sequence}.`,
  brokenTodo:
    'From there on somebody may have changed what is written here. Compare with a backup, and find out who had access to the server’s database.',
  none: 'Nobody changed anything yet.',
  noneHint: 'Here stands who changed what, when, and whether it was allowed.',
  when: 'When',
  who: 'Who',
  role: 'Role',
  what: 'What',
  on: 'On',
  outcome: 'Outcome',
  methods: { GET: 'look at', POST: 'make or change', DELETE: 'withdraw' } as Record<string, string>,
  done: 'done',
  refused: (status: number) => `refused (${status})`,
  failed: (status: number) => `failed (${status})`,
  entry: 'Entry',
  hash: 'Hash',
};
