import { counted } from './counted';

export const concerns = {
  live: 'live',
  revoked: 'revoked',
  revokedMeans:
    'Its certificates open nothing any more. It works on alone, and nothing is taken from it.',
  replaceTodo: 'To let the name join again, make a token with: orilla token --replace NAME.',
  quarantined: 'quarantined',
  cloneTodo:
    'Find the other box. Then let the right one join anew with: orilla token --replace NAME.',
  clock: 'clock wrong',
  clockBy: (span: string, behind: boolean) =>
    `Its clock is ${span} ${behind ? 'behind' : 'ahead of'} the server’s.`,
  clockTodo:
    'It reckons with the server’s. Set the machine’s clock, and see that it is kept right.',
  certificate: 'certificate',
  certificateEnds: (span: string) => `Its certificate ends in ${span}, and was not renewed.`,
  certificateEnded: 'Its certificate has ended.',
  certificateTodo: 'It renews by itself as soon as it reaches this server: orilla node doctor.',
  silent: 'not heard of',
  neverHeard: 'never heard of',
  silentMeans: 'What is shown is what it said last. It goes on by itself and keeps what it makes.',
  silentTodo: 'Look whether the machine runs and reaches this server: orilla node doctor.',
  disk: 'disk trouble',
  diskTodo: 'Its records are held in memory until the disk takes them; look at the disk soon.',
  unbalanced: 'What was made is not what was delivered, is pending and was dropped.',
  dropped: 'records dropped',
  droppedCount: (records: number) =>
    `${counted(records, 'record was', 'records were')} given up before they were delivered.`,
  stuck: (workload: string, state: string) => `${workload} ${state}`,
  failedTodo: 'Mend what the reason names, then restart the workload or apply it anew.',
  rolledBackTodo:
    'The last good model decides. Apply another version, or this one again with retry: true.',
  safeMode: 'safe mode',
  safeModeTodo: 'Only models that proved good run. It leaves safe mode by itself when it is quiet.',
  refused: 'state refused',
  refusedTodo: 'It goes on with the state before.',
  source: (name: string) => `${name} disconnected`,
  sourceTodo: 'Check the machine’s address, cable and power.',
  problem: 'to look at',
};
