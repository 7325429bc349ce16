import { Button } from '@mantine/core';
import { Failure } from '../api/client';
import { text } from '../text/catalogue';
import { Notice } from './Notice';

type Props = { what: string; error: Error; retry: () => unknown };

/** A request that failed, in the place of what it should have brought. */
export function Wrong({ what, error, retry }: Props) {
  const code = error instanceof Failure ? error.code : 'UNEXPECTED';
  return (
    <Notice tone="alarm" title={text.wrong.title(what)}>
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
