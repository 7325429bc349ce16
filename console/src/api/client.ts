import createClient from 'openapi-fetch';
import type { paths, Problem } from './schema';
import { connection } from './connection';

/** A request that did not succeed: the server's code and message, or UNREACHABLE when none came. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const api = createClient<paths>({ baseUrl: '/' });

/** The body of an answer, or a {@link Failure} with the server's own words. */
export async function answer<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request.catch(() => {
    connection.failed();
    throw new Failure('UNREACHABLE', 'The server did not answer.');
  });
  connection.heard();
  if (data !== undefined) return data;
  if (isProblem(error)) throw new Failure(error.code, error.message);
  throw new Failure(`HTTP ${response.status}`, `The server answered ${response.status}.`);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
