/**
 * Where a phone number leads that a practice wrote for people: "+31 (0)20 555 01 42, ext. 3" → "tel:+31205550142". The zero in
 * brackets is dialled only where the country's code is not, and what follows the number is no part of it.
 */
export function phoneLink(written: string): string {
  const [first = ''] = written.split(' / ');
  const number = /[+(]*\d[\d\s()./-]*/.exec(first)?.[0] ?? '';
  const plus = number.includes('+');
  const dialled = plus || number.startsWith('00') ? number.replace('(0)', '') : number;
  return `tel:${plus ? '+' : ''}${dialled.replace(/\D/g, '')}`;
}
