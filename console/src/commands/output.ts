import { useEffect, useState } from 'react';
import { Failure } from '../api/client';
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

async function* parts(id: string, signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(`${outputHref(id)}?follow=true`, { signal });
  if (!response.ok || !response.body) {
    throw new Failure(`HTTP_${response.status}`, text.wrong.status(response.status));
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
