import { Button } from '@mantine/core';
import type { Series } from '../api/schema';
import { score } from '../figures/figures';
import { shortName } from '../figures/names';
import { text } from '../text/catalogue';
import { timeOfDay } from '../time/ages';
import { useNow } from '../time/clock';
import styles from './predictions.module.css';

type Props = { series: Series; asTable: boolean; onToggle: () => void };

/** The chart in one sentence, for who does not see it, and the way to its data. */
export function Summary({ series, asTable, onToggle }: Props) {
  const now = useNow();
  const { min, max } = series.score;
  return (
    <figcaption className={styles.summary}>
      <span>
        {text.chart.summary({
          asset: shortName(series.asset),
          from: timeOfDay(series.from / 1000, now),
          to: timeOfDay(series.to / 1000, now),
          low: score(Math.min(...min)),
          high: score(Math.max(...max)),
          alarms: series.alarms.length,
          labels: series.labels.length,
          gaps: series.gaps.length,
          none: series.none.length,
          swaps: series.swaps.length,
        })}
      </span>
      <Button variant="subtle" onClick={onToggle}>
        {asTable ? text.chart.asChart : text.chart.asTable}
      </Button>
    </figcaption>
  );
}
