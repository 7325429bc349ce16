import { address } from '../address';
import { valueOf } from '../alarms/alarms';
import type { Alarm } from '../api/schema';
import { shortName } from '../figures/names';
import { To } from '../parts/To';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';

/** An alarm as the event of its node tells of it; times in µs. */
export type AlarmTold = Pick<
  Alarm,
  'asset' | 'priority' | 'value' | 'prediction' | 'signal' | 'text'
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
      {alarm.signal ? shortName(alarm.signal) : text.nodes.alarmScore} {valueOf(alarm)},{' '}
      {text.nodes.alarmRaised} <Moment at={raisedAt / 1000} />
      {by && text.nodes.alarmKnown(by)}. {alarm.text}
    </>
  );
}
