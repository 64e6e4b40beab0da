import type { Config } from '../../config.js';

/** The SHA-256 of the image and what kind it is: another image has another name, so a copy of it may be kept for ever. */
const NAME = /^[0-9a-f]{64}\.(?<kind>png|jpg)$/;
const MEDIA_TYPES = { png: 'image/png', jpg: 'image/jpeg' } as const;
export type LogoKind = keyof typeof MEDIA_TYPES;

/** Null for what is no name of a logo. */
export function mediaTypeOf(name: string): string | null {
  const kind = NAME.exec(name)?.groups?.kind;
  return kind ? MEDIA_TYPES[kind as LogoKind] : null;
}

/** Always at our own origin, whatever the database holds. */
export function logoUrl(config: Pick<Config, 'publicUrl'>, name: string | null): string | null {
  return name !== null && mediaTypeOf(name) ? `${config.publicUrl}/logos/${name}` : null;
}
