import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import type { Series } from '../api/schema';
import { aligned, type Lane } from './layout';
import { readPalette } from './palette';
import { options, type Gestures } from './plot';
import styles from './predictions.module.css';

type Props = Gestures & {
  series: Series;
  /** The stretch of time shown, µs. */
  from: number;
  to: number;
  lanes: readonly Lane[];
  width: number;
  picked: number | undefined;
};

/** The lanes on one time axis. Drawn anew only when its size, lanes or colours change. */
export function LanesChart({ series, from, to, lanes, width, picked, ...gestures }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const scheme = useComputedColorScheme();
  const data = useMemo(() => aligned(series), [series]);
  const shown = useRef({ series, lanes, picked, data, gestures });
  const layout = lanes.map(({ key, top }) => `${key} ${top}`).join();

  useEffect(() => {
    shown.current = { series, lanes, picked, data, gestures };
  });

  const show = useEffectEvent((chart: uPlot) => {
    chart.batch(() => {
      chart.setData(data, false);
      chart.setScale('x', { min: from / 1e6, max: to / 1e6 });
    });
  });

  const create = useEffectEvent((element: HTMLElement) => {
    const parts = { width, lanes, palette: readPalette(element), scene: () => shown.current };
    const chart = new uPlot(
      options(parts, () => shown.current.gestures),
      data,
      element,
    );
    show(chart);
    return chart;
  });

  useEffect(() => {
    if (!place.current) return;
    const chart = create(place.current);
    plot.current = chart;
    return () => chart.destroy();
  }, [width, layout, scheme]);

  useEffect(() => {
    if (plot.current) show(plot.current);
  }, [data, from, to]);

  useEffect(() => plot.current?.redraw(false), [picked]);

  return <div ref={place} className={styles.plot} aria-hidden="true" />;
}
