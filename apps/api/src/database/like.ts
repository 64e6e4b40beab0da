/** SQL: the text as a part of a pattern for LIKE, whatever signs are in it. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
