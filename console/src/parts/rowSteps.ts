import { useEffect, type RefObject } from 'react';
import { isTyping } from '../shell/typing';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** The up and down keys move the focus over a table's rows, from anywhere on the page. */
export function useRowSteps(body: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const step = STEPS[event.key];
      const target = event.target as HTMLElement;
      const isFilter = target.matches('[data-filter]') && event.key === 'ArrowDown';
      const types = isTyping(target) && !isFilter && !target.matches('[data-row]');
      if (!step || types) return;
      const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const at = rows.indexOf(target);
      const elsewhere = at < 0 && target !== document.body && !isFilter && target.id !== 'page';
      if (rows.length === 0 || elsewhere) return;
      event.preventDefault();
      rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [body]);
}
