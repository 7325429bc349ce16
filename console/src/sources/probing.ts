import { useEffect, useState } from 'react';
import type { ProbeReport, SourceSignal } from '../api/schema';
import { probe } from './asking';
import type { Settings } from './settingsSchema';

export type Reading = ProbeReport['readings'][number];

/** What is asked of a node: to read this source for a while. */
export type Question = {
  node: string;
  connector: string;
  settings: Settings;
  signals: readonly SourceSignal[];
};

/** What the node said until now. */
export type Probed = {
  state: 'off' | 'asking' | 'told' | 'over';
  connected: boolean;
  reason: string;
  error?: Error;
  /** By the name it was asked under; those that named themselves are beside them. */
  readings: ReadonlyMap<string, Reading>;
};

export const UNASKED: Probed = { state: 'off', connected: false, reason: '', readings: new Map() };

/** So many signals are read at once; the rest waits for the source itself. */
const MOST = 500;

/** How long typing must rest before the node is asked anew. */
const REST = 700;

const ASKED = 'probe/probe/probe/probe/';

/** The name that an address is asked under: other names and units ask nothing anew. */
export function askedAs(address: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const sign of address) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(sign.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return ASKED + hash.toString(16);
}

/** Whether a signal was not asked for: it named itself. */
export function isUnasked({ name }: Reading): boolean {
  return !name.startsWith(ASKED);
}

/** What there is to ask, as text: only what changes this asks anew. */
export function questionText({ signals, ...peer }: Question): string {
  const addresses = new Set(signals.map(({ address }) => address).filter(Boolean));
  const asked = [...addresses].slice(0, MOST);
  return JSON.stringify({
    ...peerOf(peer),
    signals: asked.map((address) => ({ name: askedAs(address), address })),
  });
}

function peerOf({ node, connector, settings }: Omit<Question, 'signals'>) {
  return { node, connector, settings };
}

/** Has a node read a source, and shows what it says until the question is withdrawn; what another peer said is not shown. */
export function useProbe(question: string | undefined, round: number): Probed {
  const [known, setKnown] = useState({ peer: '', probed: UNASKED });
  useEffect(() => {
    if (question === undefined) return undefined;
    const left = new AbortController();
    const { node, signals, ...asked } = JSON.parse(question) as Question;
    const peer = peerText(question);
    const change = (how: (before: Probed) => Probed) =>
      setKnown((before) => ({ peer, probed: how(before.peer === peer ? before.probed : UNASKED) }));
    const ask = async () => {
      change((before) => ({ ...before, state: 'asking', error: undefined }));
      const reports = probe(node, { ...asked, signals: [...signals] }, left.signal);
      for await (const report of reports) change((before) => after(before, report));
      change((before) => ({ ...before, state: 'over' }));
    };
    const fail = (failure: unknown) => {
      if (left.signal.aborted) return;
      const error = failure instanceof Error ? failure : new Error(String(failure));
      change((before) => ({ ...before, state: 'over', connected: false, error }));
    };
    const timer = setTimeout(() => void ask().catch(fail), REST);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [question, round]);
  return question !== undefined && known.peer === peerText(question) ? known.probed : UNASKED;
}

function peerText(question: string): string {
  return JSON.stringify(peerOf(JSON.parse(question) as Question));
}

/** What is known after a report; a signal that is refused keeps nothing of what it said before. */
export function after(before: Probed, { connected, reason, readings }: ProbeReport): Probed {
  const known = new Map(before.readings);
  readings.forEach((reading) => known.set(reading.name, reading));
  return { state: 'told', connected, reason, readings: known };
}
