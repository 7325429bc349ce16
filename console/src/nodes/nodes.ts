import type { Node } from '../api/schema';
import { text } from '../text/catalogue';

/** A node not heard of for this long is no longer taken to be connected. */
const SILENCE = 45_000;

type Heard = { connected?: boolean; lastSeen?: string };

/** Whether a node was heard of lately, by its last word and the time now. */
export function isHeard({ connected, lastSeen }: Heard, now: number): boolean {
  return connected !== false && lastSeen !== undefined && now - Date.parse(lastSeen) <= SILENCE;
}

/** A node's journal over all lanes. */
export function totals({ accounts }: Node) {
  const sum = (part: 'pending' | 'dropped') =>
    accounts.reduce((total, lane) => total + lane[part], 0);
  return {
    pending: sum('pending'),
    dropped: sum('dropped'),
    balanced: accounts.every(({ balanced }) => balanced),
  };
}

/** How the journals of all nodes stand, the worst first. */
export function journals(nodes: readonly Node[]): string {
  const names = (found: Node[]) => found.map(({ name }) => name).join(', ');
  const unbalanced = nodes.filter((node) => !totals(node).balanced);
  if (unbalanced.length > 0) return text.nodes.notBalanced(names(unbalanced));
  const dropped = nodes.filter((node) => totals(node).dropped > 0);
  if (dropped.length > 0) return text.nodes.droppedOn(names(dropped));
  return nodes.length > 0 ? text.nodes.allBalanced : '';
}
