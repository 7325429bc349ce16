import { useLayoutEffect, useRef } from 'react';
import { text } from '../text/catalogue';
import { outputHref } from './kinds';
import { useOutput } from './output';
import styles from './commands.module.css';

const AT_THE_END = 24;

/** Lines of a node's log as they come; it keeps to the end as long as its reader does. */
export function LogView({ id, name, open }: { id: string; name: string; open: boolean }) {
  const output = useOutput(id);
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [output.text]);
  return (
    <>
      {output.cut > 0 && <p>{text.commands.cut}</p>}
      <pre
        ref={box}
        className={styles.log}
        role="log"
        aria-live="off"
        aria-label={text.commands.log}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_THE_END;
        }}
      >
        {output.text || (output.ended ? text.commands.noLines : text.commands.awaitLines)}
      </pre>
      <p>
        {output.error ? `${text.commands.broken} ${output.error.message}` : ''}
        {open && !output.ended ? text.commands.live : ''}{' '}
        <a className={styles.download} href={outputHref(id)} download={name}>
          {text.commands.download}
        </a>
      </p>
    </>
  );
}
