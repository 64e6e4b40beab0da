const FIRST = [
  'ada',
  'bram',
  'carla',
  'daan',
  'eva',
  'finn',
  'guus',
  'hanna',
  'ivo',
  'julia',
  'kees',
  'lotte',
  'mila',
  'noor',
  'olaf',
  'pien',
  'quinten',
  'roos',
  'sem',
  'tess',
];
const LAST = [
  'de.vries',
  'van.loon',
  'schipper',
  'prins',
  'meyer',
  'mol',
  'visser',
  'de.boer',
  'peters',
  'hoek',
];
const DOMAINS = ['example.org', 'example.com', 'example.net'];

/** Addresses as a practice has them; each only once, and none that the demo has. */
export function someAddresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const first = FIRST[index % FIRST.length];
    const last = LAST[(index + Math.floor(index / FIRST.length)) % LAST.length];
    return `${first}.${last}@${DOMAINS[index % DOMAINS.length]}`;
  });
}
