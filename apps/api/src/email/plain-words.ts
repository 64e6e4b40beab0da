/** An organization's; a person's is shorter. */
const NAME_MAX = 120;
// Control characters, line and paragraph separators, zero-width characters, and marks that turn the direction of writing.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;
// What mail programs turn into a link by themselves.
const LINK_LIKE = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)|(?<=[\p{L}\p{N}])\.(?=\p{L}{2,})/giu;

/**
 * A name as it may stand in a mail: on one line, at its length, without characters that hide or reverse text, and without
 * anything that a mail program would make a link of.
 */
export function plainName(name: string | null): string {
  return (
    (name ?? '')
      .slice(0, NAME_MAX * 4)
      .normalize('NFC')
      .replace(INVISIBLE, ' ')
      .replace(LINK_LIKE, (found) => found.replace(/[:/.]+/g, ' '))
      .replace(/[{}<>]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, NAME_MAX)
      // Half of a letter is none.
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim()
  );
}
