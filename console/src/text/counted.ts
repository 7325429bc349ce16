import { grouped } from '../figures/figures';

const SPACE = '\u00a0';

/** A count with its noun: '1 alarm', '1 604 rows'. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)}${SPACE}${count === 1 ? noun : plural}`;
}
