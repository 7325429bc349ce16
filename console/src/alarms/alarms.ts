import { address } from '../address';
import type { Alarm } from '../api/schema';
import { score, significant } from '../figures/figures';

/** For how long an alarm can be put aside; the node takes a day at most. */
export const HOURS = [1, 4, 8, 12, 23] as const;

/** Whether it is put aside; a node that is away may not have said yet that this is over. */
export function isShelved({ shelf }: Alarm, now = Date.now()): boolean {
  return shelf !== undefined && Date.parse(shelf.until) > now;
}

/** Whether somebody has to look at it. */
export function isStanding(alarm: Alarm): boolean {
  return alarm.state !== 'NORMAL' && !isShelved(alarm);
}

/** Whether nobody has said yet that they know of it. */
export function isToAcknowledge({ state }: Alarm): boolean {
  return state === 'ACTIVE' || state === 'RETURNED';
}

/** What raised it: '3.4 × limit' of a detector, '86.2' of a signal. */
export function valueOf({ value, prediction }: Pick<Alarm, 'value' | 'prediction'>): string {
  return prediction ? `${score(value)} × limit` : significant(value);
}

/** Where it is seen among the predictions of its asset. */
export function hrefOf({ asset, prediction }: Alarm): string {
  return address.predictions({ asset, window: prediction });
}

/** A name for the time it was raised. */
export function keyOf({ node, name, raisedAt }: Alarm): string {
  return `${node} ${name} ${raisedAt}`;
}
