import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Alarm } from '../api/schema';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import { HOURS } from './alarms';
import { Ordered, useOrder } from './order';

/** Puts an alarm aside for a while: asks for how long and why first. */
export function Shelve({ alarm }: { alarm: Alarm }) {
  const { node, name } = alarm;
  const [asked, setAsked] = useState(false);
  const order = useOrder(node);
  if (order.data) return <Ordered id={order.data.id} />;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => setAsked(true)}
        aria-label={text.alarms.shelveOne(name)}
      >
        {text.alarms.shelve}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={text.alarms.shelveTitle(name)}>
        <Question
          isPending={order.isPending}
          error={order.error}
          shelve={(hours, reason) =>
            order.mutate({
              kind: 'shelve-alarm',
              alarm: name,
              reason,
              until: new Date(Date.now() + hours * 3_600_000).toISOString(),
            })
          }
        />
      </Modal>
    </>
  );
}

type QuestionProps = {
  isPending: boolean;
  error: Error | null;
  shelve: (hours: number, reason: string) => void;
};

function Question({ isPending, error, shelve }: QuestionProps) {
  const [hours, setHours] = useState(1);
  const [reason, setReason] = useState('');
  const isWhole = reason.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) shelve(hours, reason.trim());
      }}
    >
      <p>{text.alarms.shelveMeans}</p>
      <NativeSelect
        label={text.alarms.shelveFor}
        value={hours}
        data={HOURS.map((each) => ({ value: String(each), label: text.alarms.hours(each) }))}
        onChange={(event) => setHours(Number(event.currentTarget.value))}
        mb="md"
      />
      <TextInput
        label={text.alarms.shelveReason}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
        mb="md"
      />
      {error && (
        <Wrong
          what={text.alarms.shelve}
          error={error}
          retry={() => shelve(hours, reason.trim())}
          failed="done"
        />
      )}
      <Button type="submit" loading={isPending} disabled={!isWhole}>
        {text.alarms.shelve}
      </Button>
    </form>
  );
}
