import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { PredictionView, Range } from '../address';
import type { Prediction } from '../api/schema';
import { isTyping } from '../shell/typing';
import { text } from '../text/catalogue';
import { nearest, neighbour, prediction } from './queries';
import { including } from './view';

type Parts = {
  asset: string | undefined;
  range: Range | undefined;
  picked: Prediction | undefined;
  go: (change: PredictionView, how?: 'push' | 'replace') => void;
};

/** Picking windows: by a time, or one step before or after, also with the arrow keys. */
export type Windows = {
  pick: (time: number, reach: number) => void;
  step: (direction: 'before' | 'after') => void;
  /** Why the last wish came to nothing. */
  note: string | undefined;
};

export function useStepping({ asset, range, picked, go }: Parts): Windows {
  const queries = useQueryClient();
  const [note, setNote] = useState<string>();

  function take(found: Prediction | undefined, otherwise: string) {
    setNote(found ? undefined : otherwise);
    if (!found || !range) return;
    queries.setQueryData(prediction(found.id).queryKey, found);
    go({ asset, window: found.id, range: including(range, found.window.to) }, 'replace');
  }

  function unreachable(error: unknown) {
    setNote(error instanceof Error ? error.message : String(error));
  }

  function pick(time: number, reach: number) {
    if (!asset) return;
    nearest(asset, time, reach).then(
      (found) => take(found, text.predictions.noWindow),
      unreachable,
    );
  }

  function step(direction: 'before' | 'after') {
    if (!picked) return pick(lastWanted(range), 3600e6);
    neighbour(picked, direction).then(
      (found) => take(found, text.predictions.lastWindow),
      unreachable,
    );
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'ArrowLeft') step('before');
    else if (event.key === 'ArrowRight') step('after');
    else if (event.key === 'Escape' && picked) go({ window: undefined }, 'replace');
  });

  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  return { pick, step, note };
}

/** Without a picked window, stepping begins at the end of what is shown. */
function lastWanted(range: Range | undefined): number {
  return range && 'to' in range ? range.to : Date.now() * 1000;
}
