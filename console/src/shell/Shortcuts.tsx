import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { text } from '../text/catalogue';
import { pages } from './pages';
import { isTyping } from './typing';
import styles from './shell.module.css';

const SECOND_KEY_WITHIN = 1500;

/** The keys that work on every page: `g` and a letter, `/`, `?`. */
export function Shortcuts() {
  const router = useRouter();
  const [open, help] = useDisclosure();
  const goPressedAt = useRef(0);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const going = Date.now() - goPressedAt.current < SECOND_KEY_WITHIN;
    goPressedAt.current = 0;
    const page = going && pages.find(({ key }) => key === event.key);
    if (page) void router.navigate({ href: page.href });
    else if (event.key === 'g') goPressedAt.current = Date.now();
    else if (event.key === '?') help.open();
    else if (event.key === '/') focusFilter(event);
  });

  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  return (
    <Modal opened={open} onClose={help.close} title={text.keys.title}>
      <dl className={styles.keys}>
        {pages.map(({ key, name }) => (
          <Key key={key} keys={`g ${key}`} does={text.keys.goTo(name)} />
        ))}
        {text.keys.others.map(([keys, does]) => (
          <Key key={keys} keys={keys} does={does} />
        ))}
      </dl>
    </Modal>
  );
}

function Key({ keys, does }: { keys: string; does: string }) {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

function focusFilter(event: KeyboardEvent) {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]');
  if (!filter) return;
  event.preventDefault();
  filter.focus();
}
