import { normalizeAddress } from './address.js';
import { isInvisible } from './characters.js';
import { boundedDistance, isTransposition } from './edit-distance.js';
import { MAX_ADDRESS_LENGTH } from './problems.js';
import { ENDING_SLIPS, NEAR_COM, ONLY_UNDER, WELL_KNOWN_DOMAINS } from './well-known-domains.js';

interface KnownName {
  domain: string;
  name: string;
  letters: number;
}

const known = new Set(WELL_KNOWN_DOMAINS);
const knownByEnding = Map.groupBy(
  WELL_KNOWN_DOMAINS.map((domain) => ({ domain, ...split(domain) })).map(
    ({ domain, name, ending }): KnownName & { ending: string } => ({
      domain,
      name,
      ending,
      letters: letterSet(name),
    }),
  ),
  (entry) => entry.ending,
);
const knownWithoutDot = new Map(WELL_KNOWN_DOMAINS.map((domain) => [domain.replaceAll('.', ''), domain]));

/** What was probably meant by a valid domain, or null. A well-known domain is never doubted. */
export function suggestDomain(domain: string): string | null {
  if (known.has(domain)) return null;
  const lastDot = domain.lastIndexOf('.');
  const meantEnding = ENDING_SLIPS.get(domain.slice(lastDot + 1));
  const repaired = meantEnding ? `${domain.slice(0, lastDot + 1)}${meantEnding}` : domain;
  if (known.has(repaired)) return repaired;
  const { name, ending } = split(repaired);
  const only = ONLY_UNDER.get(name);
  if (only && !ending.includes('.')) return only;
  if (NEAR_COM.has(ending) && known.has(`${name}.com`)) return `${name}.com`;
  return nearest(name, ending) ?? (meantEnding ? repaired : null);
}

/** What was probably meant by an address that is refused: only faults with one obvious repair. */
export function suggestRepair(candidate: string): string | null {
  if (candidate.length > MAX_ADDRESS_LENGTH || !/[@\uff20]/.test(candidate)) return null;
  const visible = removeInvisible(candidate).replace('\uff20', '@');
  const at = visible.indexOf('@');
  const domain = visible
    .slice(at + 1)
    .split('.')
    .filter((label) => label !== '')
    .join('.')
    .toLowerCase();
  const { address } = normalizeAddress(`${visible.slice(0, at)}@${completeDomain(domain)}`);
  if (address === null) return null;
  return suggestAddress(address) ?? address;
}

/** `gmailcom`, `gmail` and `hotmail` have one obvious ending. */
function completeDomain(domain: string): string {
  if (domain.includes('.')) return domain;
  const common = `${domain}.com`;
  return knownWithoutDot.get(domain) ?? ONLY_UNDER.get(domain) ?? (known.has(common) ? common : domain);
}

export function suggestAddress(address: string): string | null {
  const at = address.indexOf('@');
  const domain = suggestDomain(address.slice(at + 1));
  return domain === null ? null : `${address.slice(0, at + 1)}${domain}`;
}

function nearest(name: string, ending: string): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  const letters = letterSet(name);
  for (const candidate of knownByEnding.get(ending) ?? []) {
    const limit = toleratedSlips(candidate.name);
    // One slip changes at most two letters of the set: a cheap test that spares most comparisons.
    if (Math.abs(candidate.name.length - name.length) > limit) continue;
    if (bitCount(candidate.letters ^ letters) > limit * 2) continue;
    const distance = slips(name, candidate.name, limit);
    if (distance !== null && distance < bestDistance) {
      best = candidate.domain;
      bestDistance = distance;
    }
  }
  return best;
}

/** Short names are near to too many others ("live" and "like"): the shorter, the less is taken for a slip. */
function toleratedSlips(name: string): number {
  if (name.length <= 3) return 0;
  return name.length <= 6 ? 1 : 2;
}

function slips(written: string, meant: string, limit: number): number | null {
  if (limit === 0) return null;
  if (meant.length === 4) return isTransposition(written, meant) ? 1 : null;
  const distance = boundedDistance(written, meant, limit);
  // Two slips are believed only of a word that begins as it should.
  return distance === 2 && written.charCodeAt(0) !== meant.charCodeAt(0) ? null : distance;
}

function split(domain: string): { name: string; ending: string } {
  const dot = domain.indexOf('.');
  return { name: domain.slice(0, dot), ending: domain.slice(dot + 1) };
}

function letterSet(name: string): number {
  let set = 0;
  for (let i = 0; i < name.length; i++) set |= 1 << (name.charCodeAt(i) & 31);
  return set;
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function removeInvisible(text: string): string {
  let visible = '';
  for (let i = 0; i < text.length; i++) if (!isInvisible(text.charCodeAt(i))) visible += text.charAt(i);
  return visible;
}
