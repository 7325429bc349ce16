import { Button } from '@mantine/core';
import { Failure } from '../api/client';
import { text } from '../text/catalogue';
import { Notice } from './Notice';

type Props = {
  what: string;
  error: Error;
  retry: () => unknown;
  failed?: 'loaded' | 'done';
};

/** A request that failed, in the place of what it should have brought; one that was refused needs somebody else. */
export function Wrong({ what, error, retry, failed = 'loaded' }: Props) {
  const code = error instanceof Failure ? error.code : 'UNEXPECTED';
  if (code === 'NOT_ALLOWED') {
    return (
      <Notice title={text.wrong.refused(what, failed)}>
        <p>{error.message}</p>
        <p>{text.wrong.refusedHint}</p>
      </Notice>
    );
  }
  if (code === 'DOES_NOT_EXIST') {
    return <Notice title={text.wrong.absent(what)}>{error.message}</Notice>;
  }
  return (
    <Notice tone="alarm" title={text.wrong.title(what, failed)}>
      <p>
        {error.message} <code>{code}</code>
      </p>
      <p>{text.wrong.stillTrue}</p>
      <Button variant="default" onClick={() => void retry()}>
        {text.wrong.retry}
      </Button>
    </Notice>
  );
}
