import { usePageParams } from '../use-page-params';

/** Which of the facts of a page is being edited: it stands in the address. */
export function useOpenFact<Field extends string>(fields: readonly Field[]) {
  const [params, setParams] = usePageParams();
  return {
    open: fields.find((field) => field === params.get('edit')),
    // The address keeps other parameters out: an open dialog and an open field are never meant together.
    edit: (field: Field) => setParams({ edit: field }, { replace: true }),
    // Saved late, a field closes itself and no other that was opened meanwhile.
    close: (field: Field) =>
      setParams((current) => (current.get('edit') === field ? new URLSearchParams() : current), {
        replace: true,
      }),
  };
}
