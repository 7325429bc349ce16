import { useMemo, useState } from 'react';
import type { Connector, SourceSignal } from '../api/schema';
import { text } from '../text/catalogue';
import { proposed } from './naming';
import { isObject, withValue, type Json, type Path, type Problems } from './settingsSchema';
import type { Draft } from './sourceDocument';
import { commonPlace, draftProblems } from './sources';
import type { Found } from './tree';

/** A source being written, and what can be done to it. */
export type Editing = ReturnType<typeof useEditing>;

export function useEditing(initial: Draft, connector: Connector, taken: ReadonlySet<string>) {
  const [draft, setDraft] = useState(initial);
  const [place, setPlace] = useState(() => commonPlace(initial.signals));
  const [tried, setTried] = useState(false);
  const found = useMemo(
    () => draftProblems(draft, connector, text.sources.problems, taken),
    [draft, connector, taken],
  );

  const setSignals = (change: (signals: readonly SourceSignal[]) => readonly SourceSignal[]) =>
    setDraft((before) => ({ ...before, signals: change(before.signals) }));

  return {
    draft,
    place,
    setPlace,
    /** All that is wrong, and what of it is to be shown before anybody tried to go on. */
    found,
    shown: tried ? found : obvious(found),
    tried,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    changeSettings: (path: Path, value: Json | undefined) =>
      setDraft((before) => {
        const settings = withValue(before.settings, path.slice(1), value);
        return { ...before, settings: isObject(settings) ? settings : {} };
      }),
    changeSignal: (index: number, signal: SourceSignal | undefined) =>
      setSignals((before) =>
        signal ? before.with(index, signal) : before.filter((_, at) => at !== index),
      ),
    take: (wanted: readonly { path: readonly string[]; found: Found }[]) =>
      setSignals((before) => wanted.reduce((signals, each) => named(signals, each, place), before)),
    leaveOut: (address: string) =>
      setSignals((before) => before.filter((signal) => signal.address !== address)),
    addByHand: () =>
      setSignals((before) => {
        const name = proposed(place, [], `signal ${before.length + 1}`, namesOf(before));
        return [...before, { name, address: '', unit: '' }];
      }),
    /** Whether nothing is wrong where it matters; else all that is wrong is shown from now on. */
    isWhole: (matters: (path: string) => boolean) => {
      const whole = !Object.keys(found).some(matters);
      if (!whole) setTried(true);
      return whole;
    },
  };
}

function named(
  signals: readonly SourceSignal[],
  { path, found: { name, address, unit } }: { path: readonly string[]; found: Found },
  place: string,
): readonly SourceSignal[] {
  return [...signals, { name: proposed(place, path, name, namesOf(signals)), address, unit }];
}

function namesOf(signals: readonly SourceSignal[]): Set<string> {
  return new Set(signals.map(({ name }) => name));
}

/** What nobody could fill in yet is no fault. */
function obvious(found: Problems): Problems {
  return Object.fromEntries(
    Object.entries(found).filter(
      ([path, what]) =>
        what !== text.sources.problems.needed && path !== 'name' && !path.endsWith('.address'),
    ),
  );
}
