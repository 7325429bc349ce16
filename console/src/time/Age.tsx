import { text } from '../text/catalogue';
import { age, inUtc, span, timeOfDay } from './ages';
import { useNow } from './clock';

type Instant = string | number;

/** How long ago something was true; goes on counting. `at` is ISO 8601 or ms. */
export function Age({ at }: { at: Instant | undefined }) {
  const now = useNow();
  if (at === undefined) return <span>{text.never}</span>;
  const time = instant(at);
  return (
    <time dateTime={new Date(time).toISOString()} title={inUtc(time)}>
      {age(time, now)}
    </time>
  );
}

/** How long something has been so: 'for 18 s'; goes on counting. `since` is ISO 8601 or ms. */
export function Lasting({ since }: { since: Instant }) {
  const now = useNow();
  const time = instant(since);
  return (
    <time dateTime={new Date(time).toISOString()} title={inUtc(time)}>
      {text.lasting(span(now - time))}
    </time>
  );
}

/** A point in time by the local clock, UTC on hover. `at` is ISO 8601 or ms. */
export function Moment({ at }: { at: Instant }) {
  const now = useNow();
  const time = instant(at);
  return (
    <time dateTime={new Date(time).toISOString()} title={inUtc(time)}>
      {timeOfDay(time, now)}
    </time>
  );
}

function instant(at: Instant): number {
  return typeof at === 'number' ? at : Date.parse(at);
}
