import { Button, CopyButton, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client';
import { Wrong } from '../parts/Wrong';
import { text } from '../text/catalogue';
import styles from './nodes.module.css';

/** Makes a join token, and says what to run with it. */
export function AddNode() {
  const [open, { open: show, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={show}>
        {text.nodes.add}
      </Button>
      <Modal opened={open} onClose={close} title={text.nodes.addTitle} size={520}>
        <TokenForm />
      </Modal>
    </>
  );
}

function TokenForm() {
  const [name, setName] = useState('');
  const token = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/tokens', { body: { node: name, valid: '1h' } })),
  });
  if (token.data) return <Command name={name} token={token.data.token} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        token.mutate();
      }}
    >
      <p>{text.nodes.addPlan}</p>
      <TextInput
        label={text.nodes.addName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
        mb="md"
      />
      {token.error && (
        <Wrong what={text.nodes.addTitle} error={token.error} retry={token.mutate} failed="done" />
      )}
      <Button type="submit" loading={token.isPending}>
        {text.nodes.makeToken}
      </Button>
    </form>
  );
}

function Command({ name, token }: { name: string; token: string }) {
  const command = `orilla node --home ${name} --name ${name} --join ${token}`;
  return (
    <>
      <p>{text.nodes.tokenHint}</p>
      <pre className={styles.command}>{command}</pre>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Button onClick={copy}>{copied ? text.copy.copied : text.copy.command}</Button>
        )}
      </CopyButton>
    </>
  );
}
