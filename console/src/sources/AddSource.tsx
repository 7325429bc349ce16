import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { address } from '../address';
import { text } from '../text/catalogue';

/** Leads to the form of a new source. */
export function AddSource() {
  const router = useRouter();
  const href = address.newSource();
  return (
    <Button
      component="a"
      href={href}
      variant="default"
      onClick={(event) => {
        event.preventDefault();
        void router.navigate({ href });
      }}
    >
      {text.sources.add}
    </Button>
  );
}
