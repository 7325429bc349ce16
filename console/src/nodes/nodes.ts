import type { Node } from '../api/schema';
import { text } from '../text/catalogue';
import { SILENCE } from '../time/ages';

/** Whether a node was heard of lately. */
export function isHeard({ lastSeen }: Pick<Node, 'lastSeen'>, now: number): boolean {
  return lastSeen !== undefined && now - Date.parse(lastSeen) <= SILENCE;
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
