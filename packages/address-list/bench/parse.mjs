// Prints the milliseconds that reading 1 MB takes, for ordinary and for hostile text. Build first: `pnpm bench`.
import { parseAddressList } from '../dist/index.js';

const MEGABYTE = 1024 * 1024;
const ROUNDS = 5;
let seed = 1;

function letters(length) {
  let word = '';
  for (let i = 0; i < length; i++) {
    seed = (seed * 48271) % 0x7fffffff;
    word += String.fromCharCode(97 + (seed % 26));
  }
  return word;
}

function fill(next) {
  const parts = [];
  for (let size = 0; size < MEGABYTE; ) {
    const part = next();
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

const texts = {
  'addresses at gmail.com': fill(() => `${letters(8)}@gmail.com\n`),
  'names and addresses': fill(() => `${letters(5)} ${letters(7)} <${letters(8)}@${letters(9)}.org>, `),
  'typos of gmail.com': fill(() => `${letters(4)}@gmial.com `),
  'unknown short .nl domains': fill(() => `a@${letters(6)}.nl `),
  'words without @': 'a '.repeat(MEGABYTE / 2),
  'one word': 'a'.repeat(MEGABYTE),
  'open brackets': '<'.repeat(MEGABYTE),
  'unclosed brackets': '<a '.repeat(MEGABYTE / 3),
  'quotation marks': '"a '.repeat(MEGABYTE / 3),
  'escaped quotation marks': '"\\'.repeat(MEGABYTE / 2),
  'at signs': '@'.repeat(MEGABYTE),
  separators: ', '.repeat(MEGABYTE / 2),
};

for (const [name, text] of Object.entries(texts)) {
  let entries = 0;
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    entries = parseAddressList(text).length;
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const median = times[Math.floor(ROUNDS / 2)];
  console.log(`${name.padEnd(28)} ${median.toFixed(0).padStart(5)} ms/MB  ${entries} entries`);
}
