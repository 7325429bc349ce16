import { useLayoutEffect, useRef, useState } from 'react';
import { LINES, path, type Line, type Place } from './geometry';
import styles from './home.module.css';

type Drawn = Line & { d: string };

/** The one layer of lines over the picture it stands in, drawn from where the boxes lie. */
export function Lines() {
  const layer = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<Drawn[]>([]);

  useLayoutEffect(() => {
    const element = layer.current?.parentElement;
    if (!element) return;
    const draw = () => setDrawn(measure(element));
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    stations(element).forEach((station) => observer.observe(station));
    draw();
    return () => observer.disconnect();
  }, []);

  return (
    <svg className={styles.lines} ref={layer} aria-hidden="true">
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 10"
          refX="7"
          refY="5"
          markerWidth="8"
          markerHeight="10"
          orient="auto"
        >
          <path d="M1 1l6 4-6 4" />
        </marker>
      </defs>
      {drawn.map(({ from, to, kind, d }) => (
        <path
          key={`${from}-${to}`}
          d={d}
          data-kind={kind}
          markerEnd={kind === 'flow' ? 'url(#arrow)' : undefined}
        />
      ))}
    </svg>
  );
}

function stations(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[data-station]')];
}

function measure(element: HTMLElement): Drawn[] {
  const origin = element.getBoundingClientRect();
  const places = new Map<string, Place>();
  for (const station of stations(element)) {
    const { left, top, right, bottom } = station.getBoundingClientRect();
    places.set(station.dataset.station ?? '', {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    });
  }
  return LINES.flatMap((line) => {
    const [from, to] = [places.get(line.from), places.get(line.to)];
    const d = from && to && path(from, to);
    return d ? [{ ...line, d }] : [];
  });
}
