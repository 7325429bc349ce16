import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { address, parseQuery } from '../address';
import { KINDS, type Kind } from './kinds';

/** What somebody is about to tell the node of the page. */
export type Wish = { kind: Kind; workload?: string };

/** The command that the page's address is about to give, and how to begin and to leave one. */
export function useCommanding() {
  const router = useRouter();
  const { name } = useParams({ from: '/nodes/$name' });
  const search = parseQuery(useRouterState({ select: ({ location }) => location.searchStr }));
  const kind = KINDS.find((each) => each === search.do);

  function go(change: { do?: Kind; workload?: string }, how: 'push' | 'replace') {
    const href = address.node(name, { command: search.command, ...change });
    void router.navigate({ href, replace: how === 'replace', resetScroll: false });
  }

  return {
    wish: kind && { kind, workload: search.workload },
    begin: (next: Kind, workload?: string) => go({ do: next, workload }, 'push'),
    leave: () => go({}, 'replace'),
  };
}
