import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Prediction } from '../api/schema';
import { abbreviated, grouped } from '../figures/figures';
import { Fact } from '../parts/Fact';
import { To } from '../parts/To';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { originsOf, type Origin } from './links';
import { lineage } from './queries';
import styles from './predictions.module.css';

/** Where a prediction comes from, from the plant's signals up to the window, each a link. */
export function Chain({ prediction }: { prediction: Prediction }) {
  const { data, error, refetch } = useQuery(lineage(prediction.id));
  return (
    <section>
      <h2>{text.predictions.comesFrom}</h2>
      {error && !data && <Wrong what={text.predictions.comesFrom} error={error} retry={refetch} />}
      {!data && !error && <Skeleton height={250} />}
      {data && (
        <ol className={styles.chain}>
          {originsOf(data, prediction).map((origin) => (
            <Entry key={origin.kind} origin={origin} />
          ))}
          <Window {...prediction} />
        </ol>
      )}
    </section>
  );
}

function Entry({ origin: { kind, name, href, facts } }: { origin: Origin }) {
  return (
    <li data-kind={kind}>
      <To href={href} title={name}>
        {kind === 'run' ? text.predictions.run(abbreviated(name)) : name}
      </To>
      <small>
        {facts.map(([fact, value]) => (
          <Fact key={fact} name={fact} value={value} />
        ))}
      </small>
    </li>
  );
}

/** The window itself: its rows and the sequences that the evaluator had taken in. */
function Window({ window, consumed }: Prediction) {
  return (
    <li data-kind="window">
      {text.predictions.window(window.rows)}
      {consumed && (
        <small>
          {text.predictions.sequence(grouped(consumed.from), grouped(consumed.through))}
        </small>
      )}
    </li>
  );
}
