import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';

interface Refusal {
  code: string;
  message: string;
  path: readonly string[];
}

/** Puts what the API refused at the fields of a form, and the focus into the first of them. */
export function showRefusals<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  refusals: readonly Refusal[],
  textOf: (refusal: Refusal) => string,
  /** Where a refusal is told that names no field. */
  otherwise: Path<Values>,
): void {
  for (const refusal of [...refusals].reverse())
    setError(
      (refusal.path[0] as Path<Values> | undefined) ?? otherwise,
      { message: textOf(refusal) },
      { shouldFocus: true },
    );
}
