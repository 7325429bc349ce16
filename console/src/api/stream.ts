import type { QueryClient } from '@tanstack/react-query';
import { clock } from '../time/clock';
import { connection } from './connection';
import { keys } from './queries';
import { Throttle } from './throttle';
import type { Overview } from './schema';

const RENDERS_APART = 250;
const REFETCHES_APART = 2000;
const SILENCE = 15_000;
const RETRY = 3_000;

/**
 * The one stream of the page. An overview goes into the query cache at most four times a second;
 * predictions and alarms make what depends on them stale. Closed while the page is hidden.
 */
export function follow(queries: QueryClient): () => void {
  let source: EventSource | undefined;
  const overview = new Throttle<Overview>(RENDERS_APART, (latest) => {
    clock.synchronise(Date.parse(latest.at));
    queries.setQueryData(keys.overview, latest);
  });
  const moved = new Throttle<void>(REFETCHES_APART, () => {
    void queries.invalidateQueries({ queryKey: keys.live }, { cancelRefetch: false });
  });
  const alarmed = new Throttle<void>(REFETCHES_APART, () => {
    void queries.invalidateQueries({ queryKey: keys.alarms }, { cancelRefetch: false });
  });

  function open() {
    source = new EventSource('/api/v1/stream');
    source.onopen = () => connection.heard();
    source.onerror = () => connection.failed();
    source.addEventListener('overview', (event: MessageEvent<string>) => {
      connection.heard();
      overview.offer(JSON.parse(event.data) as Overview);
    });
    for (const name of ['prediction', 'alarm']) {
      source.addEventListener(name, () => {
        connection.heard();
        moved.offer();
        if (name === 'alarm') alarmed.offer();
      });
    }
  }

  function close() {
    source?.close();
    source = undefined;
  }

  function followVisibility() {
    if (document.hidden) return close();
    if (source) return;
    open();
    void queries.invalidateQueries();
  }

  /** A stream may die without a word, and a browser gives up on one that was refused. */
  function watch() {
    if (document.hidden || !source) return;
    if (source.readyState === EventSource.CLOSED) {
      close();
      open();
    }
    if (clock.read() - connection.lastHeard > SILENCE || connection.link().state === 'lost') {
      void queries.refetchQueries({ queryKey: keys.overview });
    }
  }

  open();
  const watchdog = setInterval(watch, RETRY);
  document.addEventListener('visibilitychange', followVisibility);
  return () => {
    close();
    clearInterval(watchdog);
    overview.cancel();
    moved.cancel();
    alarmed.cancel();
    document.removeEventListener('visibilitychange', followVisibility);
  };
}
