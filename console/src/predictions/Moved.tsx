import { useQuery } from '@tanstack/react-query';
import type { Range } from '../address';
import { models } from '../api/queries';
import type { Prediction } from '../api/schema';
import { change, percent } from '../figures/figures';
import { words } from '../figures/names';
import { text } from '../text/catalogue';
import { contributions, signalsOf } from './contributions';
import { POINTS, series } from './queries';
import styles from './predictions.module.css';

type Props = { prediction: Prediction; range: Range | undefined };

/** The signals that moved the score, by their share of it. */
export function Moved({ prediction, range = { last: 'live' } }: Props) {
  const shown = useQuery(series(prediction.asset, range, POINTS)).data;
  const known = useQuery(models()).data;
  const signals =
    (known && signalsOf(prediction, known)) ?? shown?.signals.map(({ name }) => name) ?? [];
  const { named, rest } = contributions(prediction, signals, shown);
  if (named.length === 0) return null;
  return (
    <section>
      <h2 title={text.predictions.movedHint}>{text.predictions.moved}</h2>
      <dl className={styles.moved}>
        {named.map(({ name, share, change: by, unit }) => (
          <Bar key={name} name={words(name)} share={share}>
            {by === undefined ? percent(share) : `${change(by)} ${unit ?? ''}`}
          </Bar>
        ))}
        {rest > 0 && (
          <Bar name={text.predictions.rest} share={rest}>
            {percent(rest)}
          </Bar>
        )}
      </dl>
    </section>
  );
}

function Bar({ name, share, children }: { name: string; share: number; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={percent(share)}>
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={share} height="1" />
        </svg>
        <span>{children}</span>
      </dd>
    </div>
  );
}
