import type { Series } from '../api/schema';
import { precise, score } from '../figures/figures';
import { words } from '../figures/names';
import { Moment } from '../time/Age';
import { valueAt, type Lane } from './layout';
import styles from './predictions.module.css';

/** The names of the lanes, left of them. */
function Names({ lanes }: { lanes: readonly Lane[] }) {
  return (
    <div className={styles.names}>
      {lanes.map(({ key, name, unit, height }) => (
        <div key={key} style={{ height }}>
          <b>{words(name)}</b>
          <span>{unit}</span>
        </div>
      ))}
    </div>
  );
}

type ValuesProps = { lanes: readonly Lane[]; series: Series; at: number | undefined };

/** The values at a time, or the last ones, right of the lanes. */
function Values({ lanes, series, at }: ValuesProps) {
  return (
    <div className={styles.values}>
      {lanes.map(({ key, height }, index) => (
        <div key={key} style={{ height }}>
          {index === 0
            ? shown(reading(series.score, at), score)
            : shown(lastOr(series.signals[index - 1], at), precise)}
        </div>
      ))}
      <div className={styles.readAt}>
        <Moment at={(at ?? series.to) / 1000} />
      </div>
    </div>
  );
}

function lastOr(signal: Series['signals'][number] | undefined, at: number | undefined) {
  if (!signal) return undefined;
  return at === undefined ? (signal.last ?? reading(signal, at)) : reading(signal, at);
}

function reading(line: Series['score'], at: number | undefined): number | undefined {
  return at === undefined ? line.max.at(-1) : valueAt(line, at);
}

function shown(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '–' : format(value);
}

export const Readings = { Names, Values };
