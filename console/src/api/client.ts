import createClient from 'openapi-fetch';
import type { paths, Problem } from './schema';
import { text } from '../text/catalogue';
import { connection } from './connection';
import { quoteLongNumbers } from './longNumbers';

/** A request that did not succeed: the server's code and message, or UNREACHABLE when none came. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    private readonly status = 0,
  ) {
    super(message);
  }

  /** Whether the same request will be answered the same way. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500;
  }
}

/** A proxy's word that the server behind it is not there. */
const GATEWAY = new Set([502, 504]);

export const api = createClient<paths>({ baseUrl: '/' });

api.use({
  async onResponse({ response }) {
    if (!response.headers.get('content-type')?.includes('json')) return undefined;
    return new Response(quoteLongNumbers(await response.text()), response);
  },
});

/** The body of an answer, or a {@link Failure} with the server's own words. */
export async function answer<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request.catch(unreachable);
  if (GATEWAY.has(response.status)) return unreachable();
  connection.heard();
  if (data !== undefined) return data;
  if (isProblem(error)) throw new Failure(error.code, error.message, response.status);
  throw new Failure(`HTTP_${response.status}`, text.wrong.status(response.status), response.status);
}

/** The same of a request that is answered with nothing. */
export async function done(request: Promise<{ error?: unknown; response: Response }>) {
  await answer(
    request.then(({ error, response }) => ({
      data: response.ok ? true : undefined,
      error,
      response,
    })),
  );
}

function unreachable(): never {
  connection.failed();
  throw new Failure('UNREACHABLE', text.wrong.unreachable);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
