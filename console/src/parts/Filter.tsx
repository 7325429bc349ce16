import { TextInput } from '@mantine/core';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { parseQuery, query } from '../address';
import { text } from '../text/catalogue';

/** The words that the page's rows are filtered by, kept in its address. */
export function useFilter(): string {
  return useRouterState({ select: ({ location }) => parseQuery(location.searchStr).filter ?? '' });
}

/** Whether any of the texts holds the words, whatever their case. */
export function matches(words: string, ...texts: (string | undefined)[]): boolean {
  const wanted = words.trim().toLowerCase();
  return texts.some((each) => each?.toLowerCase().includes(wanted));
}

/** Where to type the words; `/` comes here, `Esc` leaves and shows all again. */
export function Filter() {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const filter = useFilter();

  function keep(words: string) {
    const href = pathname + query({ ...parseQuery(searchStr), filter: words });
    void router.navigate({ href, replace: true, resetScroll: false });
  }

  return (
    <TextInput
      data-filter
      size="xs"
      w={220}
      placeholder={text.filter}
      aria-label={text.filter}
      value={filter}
      onChange={(event) => keep(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        keep('');
        event.currentTarget.blur();
      }}
    />
  );
}
