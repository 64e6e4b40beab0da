/**
 * What somebody typed where one line is meant, as it is kept. Signs that cannot be seen would make two names look alike, and
 * turn around what stands in a mail.
 */
export function oneLine(raw: string | null | undefined): string {
  return (raw ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
