/** What must be left that differs, once everything is taken away that whoever guesses would try first. */
const LEAST_OWN = 4;

const WORDS =
  `password passwort wachtwoord welkom welcome iloveyou ikhouvanjou letmein administrator admin login inloggen geheim secret
   changeme trustno1 master dragon monkey football voetbal baseball sunshine zonnetje princess prinses shadow superman batman
   pokemon starwars hello hallo test love liefde schatje whatever freedom flower bloem computer internet samsung google facebook
   amsterdam rotterdam nederland holland feyenoord ajax summer winter autumn spring zomer herfst lente praktijk client anteroom`.split(
    /\s+/,
  );

const ROWS = [
  ...['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azerty', 'qwertz'],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm'],
];
const RUN = 3;
const RUNS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => [row, [...row].reverse().join('')]).flatMap((row) =>
    Array.from({ length: row.length - RUN + 1 }, (_, at) => row.slice(at, at + RUN)),
  ),
);

const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
};

/**
 * Whether somebody would come upon a password early: a usual word, what they know of its owner, a year or a row of keys, and
 * hardly anything else. Nothing is asked of anybody outside.
 */
export function isGuessable(password: string, known: readonly (string | null | undefined)[] = []): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  const meant = typed.replace(/[@431!0$5]/g, (sign) => DISGUISES[sign] ?? sign);
  const own = new Set<number>(Array.from({ length: typed.length }, (_, at) => at));
  const takeAway = (from: number, length: number) => {
    for (let at = from; at < from + length; at += 1) own.delete(at);
  };
  for (const word of [...WORDS, ...known.flatMap(wordsOf)])
    for (const text of [typed, meant])
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) takeAway(at, word.length);
  for (const year of typed.matchAll(/(?:19|20)\d\d/g)) takeAway(year.index, 4);
  for (let at = 0; at + RUN <= typed.length; at += 1)
    if (RUNS.has(typed.slice(at, at + RUN))) takeAway(at, RUN);
  const left = new Set([...own].map((at) => typed[at]).filter((sign) => sign?.trim()));
  return left.size < LEAST_OWN;
}

/** "ada.de.vries@example.org": the whole, and each part that is long enough to be no accident. */
function wordsOf(text: string | null | undefined): string[] {
  const whole = (text ?? '').normalize('NFKC').toLowerCase().trim();
  return [whole, ...whole.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= 3);
}
