import { useEffect, useState } from 'react';
import { answer, api, Failure } from '../api/client';
import { isMoving } from '../api/queries';
import { Throttle } from '../api/throttle';
import { text } from '../text/catalogue';
import { LastLines } from './lastLines';
import { outputHref } from './kinds';

/** A command's output so far, and whether more may come. */
export type Output = { text: string; cut: number; ended: boolean; error?: Error };

const RENDERS_APART = 250;
const NOTHING: Output = { text: '', cut: 0, ended: false };

/** A command's output as it grows; read until it ends, or until nobody looks any more. */
export function useOutput(id: string): Output {
  const [output, setOutput] = useState(NOTHING);
  useEffect(() => {
    const left = new AbortController();
    const shown = new Throttle<Output>(RENDERS_APART, setOutput);
    const lines = new LastLines();
    const show = (ended: boolean, error?: Error) => {
      if (!left.signal.aborted) shown.offer({ text: lines.text, cut: lines.cut, ended, error });
    };
    const read = async () => {
      for await (const part of parts(id, left.signal)) {
        lines.add(part);
        show(false);
      }
    };
    read().then(
      () => show(true),
      (error: unknown) => show(true, error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      left.abort();
      shown.cancel();
    };
  }, [id]);
  return output;
}

/** Asks for what follows again and again, so that the node hears of it when nobody does any more. */
export async function* parts(id: string, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let from = 0;
  for (;;) {
    const bytes = await following(id, from, signal);
    from += bytes.byteLength;
    if (bytes.byteLength > 0) yield decoder.decode(bytes, { stream: true });
    else if (!(await mayGrow(id, signal))) return;
  }
}

async function following(id: string, from: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(`${outputHref(id)}?wait=true&from=${from}`, { signal });
  if (!response.ok) {
    throw new Failure(`HTTP_${response.status}`, text.wrong.status(response.status));
  }
  return response.arrayBuffer();
}

async function mayGrow(id: string, signal: AbortSignal): Promise<boolean> {
  return isMoving(
    await answer(api.GET('/api/v1/commands/{id}', { params: { path: { id } }, signal })),
  );
}
