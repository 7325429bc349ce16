import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Alarm, NodeDetail } from '../api/schema';
import { Fact } from '../parts/Fact';
import { flat } from '../parts/flat';
import { text } from '../text/catalogue';
import { Moment } from '../time/Age';
import { AlarmSentence, type AlarmTold } from './AlarmSentence';
import styles from './nodes.module.css';
import { stateName } from './standing';

type Told = NodeDetail['events'][number];

type WriteState = keyof typeof text.nodes.writes;

const FEW = 20;

/** What a node told, newest first; the older ones when they are asked for. */
export function Events({ events }: { events: readonly Told[] }) {
  const [all, setAll] = useState(false);
  if (events.length === 0) return <p>{text.nodes.noEvents}</p>;
  const shown = all ? events : events.slice(0, FEW);
  return (
    <>
      <ol className={styles.events}>
        {shown.map((event, index) => (
          <Entry key={index} event={event} />
        ))}
      </ol>
      {shown.length < events.length && (
        <Button variant="default" m="sm" onClick={() => setAll(true)}>
          {text.nodes.allEvents(events.length)}
        </Button>
      )}
    </>
  );
}

function Entry({ event: { event, time, ...facts } }: { event: Told }) {
  return (
    <li>
      {typeof time === 'number' ? <Moment at={time / 1000} /> : <span />}
      <b>{title(String(event), facts)}</b>
      <p>
        {event === 'alarm' ? (
          <AlarmSentence alarm={facts as AlarmTold} />
        ) : (
          flat(plain(facts)).map(([name, value]) => <Fact key={name} name={name} value={value} />)
        )}
      </p>
    </li>
  );
}

/** An event's name, with the one bit that says which way it went. */
function title(event: string, { state, connected, lasts }: Told): string {
  if (event === 'alarm') return text.nodes.alarm(text.alarms.states[state as Alarm['state']]);
  if (lasts !== undefined) return lasts ? text.nodes.floodBegan : text.nodes.floodOver;
  if (event === 'write') return text.nodes.write(text.nodes.writes[state as WriteState]);
  if (typeof state === 'string')
    return `${words(event.replace(/-state$/, ''))} ${stateName(state)}`;
  if (connected !== undefined)
    return connected ? text.nodes.sourceConnected : text.nodes.sourceLost;
  return words(event);
}

function words(event: string): string {
  return event.replaceAll('-', ' ');
}

/** What the title does not say; a desired state's version as people write it. */
function plain(facts: Told): Told {
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([name, value]) => name !== 'state' && typeof value !== 'boolean' && value !== '')
      .map(([name, value]) => [name, isVersion(value) ? `${value.epoch}.${value.counter}` : value]),
  );
}

function isVersion(value: unknown): value is { epoch: number; counter: number } {
  return typeof value === 'object' && value !== null && 'epoch' in value && 'counter' in value;
}
