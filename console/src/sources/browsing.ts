import { useCallback, useEffect, useState } from 'react';
import { browse } from './asking';
import type { Settings } from './settingsSchema';
import { added, opened, TOP, type Tree } from './tree';

/** Whom to ask what there is, and the words that are looked for. */
export type Look = { node: string; connector: string; settings: Settings; words: string };

const LONGEST = 20_000;
const NEVER = new AbortController().signal;

/** What a machine has, as far as it was asked. Whoever looks elsewhere mounts this anew. */
export function useBrowsing({ node, connector, settings, words }: Look) {
  const [tree, setTree] = useState<Tree>(TOP);
  const [asking, setAsking] = useState<string>();
  const [error, setError] = useState<Error>();

  const fetch = useCallback(
    (where: string, page: string, left: AbortSignal) => {
      const question = { connector, settings, where, page, filter: where === '' ? words : '' };
      const signal = AbortSignal.any([left, AbortSignal.timeout(LONGEST)]);
      return browse(node, question, signal).then(
        (answer) => setTree((before) => added(before, where, answer)),
        (failure: unknown) => {
          if (!left.aborted)
            setError(failure instanceof Error ? failure : new Error(String(failure)));
        },
      );
    },
    [node, connector, settings, words],
  );

  useEffect(() => {
    const left = new AbortController();
    void fetch('', '', left.signal);
    return () => left.abort();
  }, [fetch]);

  function ask(where: string, page = '') {
    setAsking(where);
    setError(undefined);
    void fetch(where, page, NEVER).finally(() => setAsking(undefined));
  }

  function toggle(where: string) {
    if (!tree.places.has(where)) ask(where);
    setTree(opened(tree, where, !tree.open.has(where)));
  }

  return { tree, asking, error, ask, toggle };
}
