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
  'jansen',
  'bakker',
  'smit',
  'meijer',
  'mulder',
  'visser',
  'de.boer',
  'peters',
  'hendriks',
];
const DOMAINS = ['example.org', 'example.com', 'example.net'];

/** Addresses as a practice has them; each only once. */
export function someAddresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const first = FIRST[index % FIRST.length];
    const last = LAST[Math.floor(index / FIRST.length) % LAST.length];
    return `${first}.${last}@${DOMAINS[index % DOMAINS.length]}`;
  });
}
