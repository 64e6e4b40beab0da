import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { UserError } from '../../errors.js';
import type { LogoKind } from './logo-name.js';

export interface Logo {
  name: string;
  image: Buffer;
}

const MAX_BYTES = 200_000;
/** On each side. A small file may unpack to more than a telephone has memory for. */
const MAX_PIXELS = 2_000;
const DATA_URL = /^data:image\/(?:png|jpeg);base64,(?<data>[A-Za-z0-9+/]+={0,2})$/;
/** What each kind begins with: a browser goes by this, whatever the file is said to be. */
const SIGNATURES: Record<LogoKind, string> = { png: '89504e470d0a1a0a', jpg: 'ffd8ff' };

/** The image itself: an address of one would let whoever owns that place see who reads the mail, and change what they see. */
export function readLogo(text: string): Logo | UserError {
  const data = DATA_URL.exec(text.trim())?.groups?.data;
  const image = Buffer.from(data ?? '', 'base64');
  const kind = kindOf(image);
  if (!kind)
    return refusal(
      'INVALID',
      'Give the logo itself, a PNG or JPEG as data:image/png;base64,… or data:image/jpeg;base64,….',
    );
  if (image.length > MAX_BYTES) return refusal('TOO_LARGE', 'A logo has at most 200 kB.');
  const { width, height } = sizeOf(image);
  if (width === 0 || height === 0) return refusal('INVALID', 'The image is damaged; export it once more.');
  if (Math.max(width, height) > MAX_PIXELS)
    return refusal('TOO_LARGE', 'A logo has at most 2,000 pixels on each side.');
  return { name: `${createHash('sha256').update(image).digest('hex')}.${kind}`, image };
}

function kindOf(image: Buffer): LogoKind | undefined {
  const beginning = image.subarray(0, 8).toString('hex');
  return (Object.keys(SIGNATURES) as LogoKind[]).find((kind) => beginning.startsWith(SIGNATURES[kind]));
}

function sizeOf(image: Buffer): { width: number; height: number } {
  try {
    return imageSize(image);
  } catch {
    return { width: 0, height: 0 };
  }
}

function refusal(code: string, message: string): UserError {
  return new UserError(code, message, ['logo']);
}
