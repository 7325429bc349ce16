import { Skeleton } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { address, type PredictionView, type Range } from '../address';
import type { Prediction } from '../api/schema';
import { shortName } from '../figures/names';
import { Notice } from '../parts/Notice';
import { To } from '../parts/To';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { Readings } from './Readings';
import { lanes, usualStep } from './layout';
import { LanesChart } from './LanesChart';
import { POINTS, series } from './queries';
import { SeriesTable } from './SeriesTable';
import { Summary } from './Summary';
import styles from './predictions.module.css';

type Props = {
  asset: string | undefined;
  range: Range | undefined;
  picked: Prediction | undefined;
  go: (change: PredictionView) => void;
  onPick: (time: number, reach: number) => void;
};

/** The height of header, controls, axis and summary, which stand around the lanes. */
const AROUND_CHART = 210;

/** The score and each signal of an asset, in lanes over one time axis. */
export function Lanes({ asset, range = { last: 'live' }, picked, go, onPick }: Props) {
  const { ref, width } = useElementSize();
  const viewport = useViewportSize();
  const [cursor, setCursor] = useState<number>();
  const [asTable, setAsTable] = useState(false);
  const zoomedFrom = useRef<Range[]>([]);
  const { data, error, refetch } = useQuery(series(asset, range, POINTS));

  function zoom(from: number, to: number) {
    zoomedFrom.current.push(range);
    go({ range: { from, to } });
  }

  if (error && !data) return <Wrong what={text.chart.score} error={error} retry={refetch} />;
  if (!data || data.asset !== asset)
    return <Skeleton className={styles.chart} height={480} radius={8} />;
  if (data.signals.every(({ time }) => time.length === 0)) {
    return (
      <Notice title={text.chart.nothing(shortName(data.asset))}>
        {text.chart.nothingHint} <To href={address.nodes}>{text.pages.nodes}</To>
      </Notice>
    );
  }
  const all = lanes(data.signals, text.chart.scoreUnit, viewport.height - AROUND_CHART);
  return (
    <figure className={styles.chart}>
      {asTable ? (
        <SeriesTable series={data} />
      ) : (
        <div className={styles.lanes}>
          <Readings.Names lanes={all} />
          <div ref={ref} className={styles.plotPlace}>
            {width > 0 && (
              <LanesChart
                series={data}
                {...('from' in range ? range : { from: data.from, to: data.to })}
                lanes={all}
                width={width}
                picked={picked?.window.to}
                onZoom={zoom}
                onBack={() => go({ range: zoomedFrom.current.pop() ?? { last: 'live' } })}
                onPick={(time) => onPick(time, Math.max(30e6, 2 * usualStep(data.score.time)))}
                onCursor={setCursor}
              />
            )}
          </div>
          <Readings.Values lanes={all} series={data} at={cursor ?? picked?.window.to} />
        </div>
      )}
      <Summary series={data} asTable={asTable} onToggle={() => setAsTable(!asTable)} />
    </figure>
  );
}
