import type { Action, Command } from '../api/schema';
import { bytes } from '../figures/figures';
import { shortName } from '../figures/names';
import { text } from '../text/catalogue';
import { span } from '../time/ages';

export type Kind = Action['kind'];

/** What a node can be told, the harmless first; its questions are asked where sources are written. */
export const KINDS: readonly Kind[] = [
  'live-tail',
  'fetch-logs',
  'diagnostics',
  'restart-workload',
  'restart-agent',
  'reboot',
  'wipe',
];

/** What cannot be undone asks for the node's name. */
export function isFinal(kind: Kind): boolean {
  return kind === 'wipe';
}

/** What comes back: lines to read as they come, a file, or nothing but a result. */
export function outputOf(kind: Kind): 'lines' | 'file' | undefined {
  if (kind === 'live-tail' || kind === 'fetch-logs') return 'lines';
  return kind === 'diagnostics' ? 'file' : undefined;
}

/** A command as people say it: 'Restart workload loop1-anomaly'. */
export function said({ kind, workload, alarm, bytes: most, duration }: Action): string {
  const detail =
    workload ??
    alarm ??
    (duration && spanOf(duration)) ??
    (most === undefined ? undefined : bytes(most));
  return [text.commands.kinds[kind].name, detail && shortName(detail)].filter(Boolean).join(' ');
}

/** The server's '300s' or '5m' as '5 min'; what is neither stays. */
function spanOf(duration: string): string {
  const [, count, unit] = /^(\d+)([smh])$/.exec(duration) ?? [];
  return count && unit ? span(Number(count) * UNITS[unit as 's' | 'm' | 'h']) : duration;
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000 };

/** Where a command's output is. */
export function outputHref(id: string): string {
  return `/api/v1/commands/${id}/output`;
}

/** The way of a command, and how far it got; what ended it takes the place of 'done'. */
export function steps(state: Command['state']): { state: Command['state']; reached: boolean }[] {
  const way: Command['state'][] = ['ISSUED', 'SENT', 'ACCEPTED', 'DONE'];
  if (!way.includes(state)) return [...way.slice(0, 1), state].map((each) => reached(each));
  return way.map((each, index) => ({ state: each, reached: index <= way.indexOf(state) }));
}

function reached(state: Command['state']) {
  return { state, reached: true };
}
