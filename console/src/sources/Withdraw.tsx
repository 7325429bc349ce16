import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, done } from '../api/client';
import { documents } from '../api/queries';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { assetsOf, type Draft } from './sourceDocument';

type Props = { source: Draft; withdrawn: () => void };

/** Withdraws a source, after a question that says what stops. */
export function Withdraw({ source, withdrawn }: Props) {
  const { name, node, signals } = source;
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () =>
      done(
        api.DELETE('/api/v1/documents/{kind}/{name}', {
          params: { path: { kind: 'sources', name } },
        }),
      ),
    onSuccess: () => {
      withdrawn();
      return queries.invalidateQueries({ queryKey: documents('sources').queryKey });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {text.sources.withdraw}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={text.sources.withdrawTitle(name)}
      >
        <p>{text.sources.withdrawStops(node, signals.length)}</p>
        <p>{text.sources.withdrawAssets(assetsOf(signals).join(', '))}</p>
        <p>{text.sources.withdrawStays}</p>
        {withdrawing.error && (
          <Wrong
            what={text.sources.withdraw}
            error={withdrawing.error}
            retry={withdrawing.mutate}
            failed="done"
          />
        )}
        <Button loading={withdrawing.isPending} onClick={() => withdrawing.mutate()} data-autofocus>
          {text.sources.withdrawNow(name)}
        </Button>
      </Modal>
    </>
  );
}
