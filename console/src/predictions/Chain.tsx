import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Prediction } from '../api/schema';
import { grouped } from '../figures/figures';
import { Fact } from '../parts/Fact';
import { To } from '../parts/To';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { chainOf, pageOf, type Link } from './links';
import { lineage } from './queries';
import styles from './predictions.module.css';

/** Where a prediction comes from, from the plant's signals up to the model, each a link. */
export function Chain({ prediction }: { prediction: Prediction }) {
  const { data, error, refetch } = useQuery(lineage(prediction.id));
  return (
    <section>
      <h2>{text.predictions.comesFrom}</h2>
      {error && !data && <Wrong what={text.predictions.comesFrom} error={error} retry={refetch} />}
      {!data && !error && <Skeleton height={180} />}
      {data && (
        <ol className={styles.chain}>
          {chainOf(data).map((link) => (
            <li key={link.kind + link.name}>
              <To href={pageOf(link, prediction) ?? ''}>{link.name}</To>
              <small>
                {link.kind === 'signals' ? <Sequence {...prediction} /> : <Facts link={link} />}
              </small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Sequence({ consumed }: Prediction) {
  return text.predictions.sequence(grouped(consumed.from), grouped(consumed.through));
}

function Facts({ link: { facts } }: { link: Link }) {
  return Object.entries(facts).map(([name, value]) => (
    <Fact key={name} name={name} value={value} />
  ));
}
