import { useRouter } from '@tanstack/react-router';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

/** A link to a page of the console, by its address; a modified click is left to the browser. */
export function To({
  href,
  onClick,
  children,
  ...rest
}: ComponentPropsWithRef<'a'> & { href: string }) {
  const router = useRouter();

  function go(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || modified || event.button !== 0) return;
    event.preventDefault();
    void router.navigate({ href });
  }

  return (
    <a href={href} onClick={go} {...rest}>
      {children}
    </a>
  );
}
