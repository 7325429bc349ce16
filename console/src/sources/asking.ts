import { answer, api, Failure } from '../api/client';
import type { Action, BrowseAnswer, Command, ProbeReport, Problem } from '../api/schema';
import { parts } from '../commands/output';
import { text } from '../text/catalogue';

/** What a node found at a peer. */
export async function browse(
  node: string,
  question: Omit<Action, 'kind'>,
  signal: AbortSignal,
): Promise<BrowseAnswer> {
  for await (const line of lines<BrowseAnswer>(
    node,
    { limit: 200, ...question, kind: 'browse-source' },
    signal,
  )) {
    return line;
  }
  throw new Failure('DEADLINE_EXCEEDED', text.sources.noAnswer);
}

/** What a node hears of a source that is not declared, as it hears it. */
export function probe(
  node: string,
  question: Omit<Action, 'kind'>,
  signal: AbortSignal,
): AsyncGenerator<ProbeReport> {
  return lines(node, { duration: '10m', ...question, kind: 'probe-source' }, signal);
}

async function* lines<T>(node: string, action: Action, signal: AbortSignal): AsyncGenerator<T> {
  const { id } = await answer(
    api.POST('/api/v1/nodes/{name}/commands', {
      params: { path: { name: node } },
      body: { action },
      signal,
    }),
  );
  let begun = '';
  let count = 0;
  for await (const part of parts(id, signal)) {
    const whole = (begun + part).split('\n');
    begun = whole.pop() ?? '';
    for (const line of whole) {
      count += 1;
      yield read(line) as T;
    }
  }
  if (count === 0) throw unanswered(await answer(commandOf(id, signal)));
}

function commandOf(id: string, signal: AbortSignal) {
  return api.GET('/api/v1/commands/{id}', { params: { path: { id } }, signal });
}

function read(line: string): unknown {
  const said = JSON.parse(line) as { problem?: Problem };
  if (said.problem) throw new Failure(said.problem.code, said.problem.message);
  return said;
}

function unanswered({ detail }: Command): Failure {
  return new Failure('DEADLINE_EXCEEDED', [text.sources.noAnswer, detail].join(' '));
}
