import { address } from '../address';
import type { Alarm } from '../api/schema';
import { score, significant } from '../figures/figures';
import { shortName } from '../figures/names';
import { text } from '../text/catalogue';

const SCORE = 'score';

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

/** What moved it: '3.4 × limit' of a detector, '86.2, limit 80' where a rule sets the limit. */
export function valueOf({ value, signal, limit }: Pick<Alarm, 'value' | 'signal' | 'limit'>) {
  const bound = limit?.above ?? limit?.below;
  if (bound !== undefined)
    return `${significant(value)}, ${text.alarms.limit} ${significant(bound)}`;
  return signal ? significant(value) : `${score(value)} × ${text.alarms.limit}`;
}

/** What it is on: a signal, or a model's output. */
export function subjectOf({ signal, limit }: Pick<Alarm, 'signal' | 'limit'>): string {
  return signal ? shortName(signal) : (limit?.output ?? SCORE);
}

/** Where it is: 'loop1' of a champion's own, 'loop1 flow' where a rule says more. */
export function placeOf(alarm: Pick<Alarm, 'asset' | 'signal' | 'limit'>): string {
  const asset = shortName(alarm.asset);
  return (alarm.signal ?? alarm.limit) ? `${asset} ${subjectOf(alarm)}` : asset;
}

/** Whether it is on what a detector says of its asset. */
export function isOnScore(alarm: Alarm): boolean {
  return alarm.prediction !== undefined && subjectOf(alarm) === SCORE;
}

/** Where it is seen among the predictions of its asset. */
export function hrefOf({ asset, prediction }: Alarm): string {
  return address.predictions({ asset, window: prediction });
}

/** A name for the time it was raised. */
export function keyOf({ node, name, raisedAt }: Alarm): string {
  return `${node} ${name} ${raisedAt}`;
}
