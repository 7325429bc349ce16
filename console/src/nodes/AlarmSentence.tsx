import { address } from '../address';
import { subjectOf, valueOf } from '../alarms/alarms';
import type { Alarm } from '../api/schema';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';

/** An alarm as the event of its node tells of it; times in µs. */
export type AlarmTold = Pick<
  Alarm,
  'asset' | 'priority' | 'value' | 'limit' | 'prediction' | 'signal' | 'text'
> & { alarm: string; raisedAt: number; by?: string };

/** What an alarm's event says: which, where, what moved it, since when, who knows, what to do. */
export function AlarmSentence({ alarm }: { alarm: AlarmTold }) {
  const { asset, prediction, priority, raisedAt, by } = alarm;
  return (
    <>
      <To href={address.alarms}>{alarm.alarm}</To> {text.nodes.alarmAt}{' '}
      <To href={address.predictions({ asset, window: prediction })}>{asset}</To>
      {priority !== 'medium' && text.nodes.alarmPriority(text.alarms.priorities[priority])}
      {': '}
      {subjectOf(alarm)} {valueOf(alarm)}, {text.nodes.alarmRaised} <Moment at={raisedAt / 1000} />
      {by && text.nodes.alarmKnown(by)}. {alarm.text}
    </>
  );
}
