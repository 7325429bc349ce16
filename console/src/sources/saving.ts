import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { address } from '../address';
import { answer, api, Failure } from '../api/client';
import { documents } from '../api/queries';
import { problemsIn, yamlOf, type Draft } from './sourceDocument';

/** Declares a source and goes to its page; what was refused stands at its place. */
export function useSaving(draft: Draft) {
  const queries = useQueryClient();
  const router = useRouter();
  const saving = useMutation({
    mutationFn: (whole: Draft) =>
      answer(
        api.POST('/api/v1/documents', {
          body: yamlOf(whole),
          bodySerializer: (body: string) => body,
          headers: { 'Content-Type': 'application/yaml' },
        }),
      ),
    onSuccess: async (_, { name }) => {
      await queries.invalidateQueries({ queryKey: documents('sources').queryKey });
      await router.navigate({ href: address.source(name) });
    },
  });
  const error = saving.variables === draft ? saving.error : null;
  const { places, rest } =
    error instanceof Failure && error.code === 'INVALID_DOCUMENT'
      ? problemsIn(error.message)
      : { places: {}, rest: error ? [error.message] : [] };
  return {
    save: () => saving.mutate(draft),
    isPending: saving.isPending,
    places,
    /** What stands at no place of the form. */
    error: rest.length > 0 ? error : null,
  };
}
