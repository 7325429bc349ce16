import type { Measured, Node, NodeWorkload } from '../api/schema';
import { text } from '../text/catalogue';
import { span } from '../time/ages';
import { isHeard, totals } from './nodes';

/** Something about a node that somebody should look at: a word for it, what it is, what to do. */
export type Concern = { tone: 'alarm' | 'attention'; word: string; what: string; todo?: string };

/** What a node's workload is in when a person has to look. */
export const STUCK = ['FAILED', 'ROLLED_BACK'];

/** States that nothing comes after by itself. */
export const ENDED = ['STOPPED', ...STUCK];

const RENEWED_BEFORE = 14 * 86_400_000;

/** All that is wrong with a node, the worst first; nothing when it works. */
export function concerns(node: Node, now: number): Concern[] {
  const { refusal, safeMode, measured } = node;
  return [
    ...trust(node),
    ...silence(node, now),
    ...(measured?.lanes ?? []).flatMap(({ lane, trouble }) =>
      trouble ? [alarm(text.concerns.disk, `${lane}: ${trouble}`, text.concerns.diskTodo)] : [],
    ),
    ...balance(node),
    ...node.workloads.filter(({ state }) => STUCK.includes(state)).map(stuck),
    ...(safeMode ? [attention(text.concerns.safeMode, safeMode, text.concerns.safeModeTodo)] : []),
    ...(refusal ? [attention(text.concerns.refused, refusal, text.concerns.refusedTodo)] : []),
    ...node.sources
      .filter(({ connected }) => !connected)
      .map(({ name, reason }) =>
        attention(text.concerns.source(name), reason, text.concerns.sourceTodo),
      ),
    ...clock(measured),
    ...certificate(node, now),
    ...(measured?.problems ?? [])
      .filter((problem) => problem !== safeMode)
      .map((problem) => attention(text.concerns.problem, problem)),
  ];
}

/** In a word how a node is doing. */
export function inAWord(node: Node, now: number): { word: string; tone?: Concern['tone'] } {
  const [worst] = concerns(node, now);
  return worst ?? { word: text.concerns.live };
}

function trust({ standing, quarantine }: Node): Concern[] {
  if (standing === 'revoked')
    return [alarm(text.concerns.revoked, text.concerns.revokedMeans, text.concerns.replaceTodo)];
  if (standing === 'quarantined')
    return [alarm(text.concerns.quarantined, quarantine ?? '', text.concerns.cloneTodo)];
  return [];
}

function clock(measured: Measured | undefined): Concern[] {
  if (!measured?.clockWrong) return [];
  const offset = measured.clockOffset ?? 0;
  const what = text.concerns.clockBy(span(Math.abs(offset) * 1000), offset > 0);
  return [attention(text.concerns.clock, what, text.concerns.clockTodo)];
}

/** A node renews at two thirds of its certificate's life: one that is about to end was not renewed. */
function certificate({ certificateUntil, standing }: Node, now: number): Concern[] {
  const left = Date.parse(certificateUntil) - now;
  if (left > RENEWED_BEFORE || standing === 'revoked') return [];
  const what =
    left > 0 ? text.concerns.certificateEnds(span(left)) : text.concerns.certificateEnded;
  return [attention(text.concerns.certificate, what, text.concerns.certificateTodo)];
}

function silence(node: Node, now: number): Concern[] {
  if (isHeard(node, now)) return [];
  const word = node.lastSeen ? text.concerns.silent : text.concerns.neverHeard;
  return [attention(word, text.concerns.silentMeans, text.concerns.silentTodo)];
}

function balance(node: Node): Concern[] {
  const { dropped, balanced } = totals(node);
  if (!balanced) return [alarm(text.journal.unbalanced, text.concerns.unbalanced)];
  return dropped > 0 ? [alarm(text.concerns.dropped, text.concerns.droppedCount(dropped))] : [];
}

function stuck({ name, state, reason }: NodeWorkload): Concern {
  const rolledBack = state === 'ROLLED_BACK';
  const todo = rolledBack ? text.concerns.rolledBackTodo : text.concerns.failedTodo;
  return alarm(text.concerns.stuck(name, stateName(state)), reason ?? '', todo);
}

/** A state as people read it: ROLLED_BACK → 'rolled back'. */
export function stateName(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}

function alarm(word: string, what: string, todo?: string): Concern {
  return { tone: 'alarm', word, what, todo };
}

function attention(word: string, what: string, todo?: string): Concern {
  return { tone: 'attention', word, what, todo };
}
