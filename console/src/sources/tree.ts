import type { BrowseAnswer } from '../api/schema';

/** Something at a peer. */
export type Found = BrowseAnswer['found'][number]['found'];

type Place = BrowseAnswer;

/** What is known of what a peer has, by the address of where it lies, and what is open of it. */
export type Tree = { places: ReadonlyMap<string, Place>; open: ReadonlySet<string> };

export const TOP: Tree = { places: new Map(), open: new Set() };

/** A line of the tree: what was found, with the names it lies in; or, with `next`, that there is more. */
export type Row = {
  key: string;
  found: Found;
  /** From the top. */
  path: readonly string[];
  /** Names between the row and the one above it, of what a search passed through. */
  within: readonly string[];
  depth: number;
  where: string;
  next?: string;
};

/** The same with an answer to what lies at a place; a further page goes behind the first. */
export function added({ places, open }: Tree, where: string, answer: BrowseAnswer): Tree {
  const before = places.get(where);
  const isFurther = before?.next;
  const whole = isFurther ? { ...answer, found: [...before.found, ...answer.found] } : answer;
  return { places: new Map(places).set(where, whole), open };
}

export function opened({ places, open }: Tree, where: string, isOpen: boolean): Tree {
  const now = new Set(open);
  if (isOpen) now.add(where);
  else now.delete(where);
  return { places, open: now };
}

/** What is shown, in order. A place may be found within itself: it is not opened there again. */
export function rowsOf(tree: Tree): Row[] {
  return below(tree, '', [], 0, new Set(['']));
}

function below(
  tree: Tree,
  where: string,
  path: readonly string[],
  depth: number,
  above: ReadonlySet<string>,
): Row[] {
  const place = tree.places.get(where);
  if (!place) return [];
  const rows = place.found.flatMap(({ path: within, found }): Row[] => {
    const lies = [...path, ...within];
    const key = [...above, found.address].join(' > ');
    const row: Row = { key, found, path: lies, within, depth, where };
    if (!tree.open.has(found.address) || above.has(found.address)) return [row];
    return [
      row,
      ...below(
        tree,
        found.address,
        [...lies, found.name],
        depth + 1,
        new Set([...above, found.address]),
      ),
    ];
  });
  const { next } = place;
  if (!next) return rows;
  const last = place.found.at(-1);
  return last
    ? [...rows, { key: `${where} more`, found: last.found, path, within: [], depth, where, next }]
    : rows;
}

/** The signals right below a row that are not chosen yet. */
export function signalsBelow(tree: Tree, { found, path }: Row, chosen: ReadonlySet<string>) {
  return (tree.places.get(found.address)?.found ?? [])
    .filter((each) => each.found.signal && !chosen.has(each.found.address))
    .map((each) => ({ path: [...path, found.name, ...each.path], found: each.found }));
}
