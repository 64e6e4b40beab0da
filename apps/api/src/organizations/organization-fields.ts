import { tooLong, UserError } from '../errors.js';
import { oneLine } from '../one-line.js';
import { type Logo, readLogo } from './logo/read-logo.js';

/** What may be said of an organization, read and checked field by field; problems are collected, each at its field. */
export class OrganizationFields {
  readonly errors: UserError[] = [];

  name(raw: string): string {
    const name = oneLine(raw);
    if (name === '') this.#refuse('name', 'REQUIRED', 'Give the organization a name.');
    this.#atMost('name', name, 120);
    return name;
  }

  slug(raw: string): string {
    const slug = raw.trim().toLowerCase();
    if (slug === '')
      this.#refuse('slug', 'REQUIRED', 'Give the part of addresses that names the organization.');
    else if (!isSlug(slug))
      this.#refuse('slug', 'INVALID', 'Small letters, digits and hyphens between them, at most 60.');
    return slug;
  }

  timeZone(raw: string): string {
    if (!isTimeZone(raw)) this.#refuse('timeZone', 'INVALID', 'Give an IANA name such as Europe/Amsterdam.');
    return raw;
  }

  accentColor(raw: string): string {
    const color = raw.trim().toLowerCase();
    if (!isColor(color)) this.#refuse('accentColor', 'INVALID', 'A colour looks like #2f6f5e.');
    return color;
  }

  logo(raw: string | null): Logo | null {
    if (!raw?.trim()) return null;
    const logo = readLogo(raw);
    if (!(logo instanceof UserError)) return logo;
    this.errors.push(logo);
    return null;
  }

  phone(raw: string | null): string | null {
    const phone = oneLine(raw);
    this.#atMost('phone', phone, 40);
    if (phone !== '' && !/^\+?[0-9 ()./-]{3,}$/.test(phone))
      this.#refuse('phone', 'INVALID', 'A telephone number holds digits, spaces and + ( ) . / -');
    return phone || null;
  }

  text(field: 'visitingAddress' | 'description' | 'treatments', raw: string | null): string | null {
    const text = severalLines(raw ?? '');
    this.#atMost(field, text, field === 'visitingAddress' ? 255 : 2000);
    return text || null;
  }

  #atMost(field: string, text: string, max: number): void {
    if (text.length > max) this.errors.push(tooLong(text, max, [field]));
  }

  #refuse(field: string, code: string, message: string): void {
    this.errors.push(new UserError(code, message, [field]));
  }
}

export function isSlug(slug: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(slug);
}

export function isColor(color: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(color);
}

export function isTimeZone(name: string): boolean {
  // An offset such as +01:00 is one to us, but the portal fails with it in browsers that know only names.
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && name.length <= 64
    );
  } catch {
    return false;
  }
}

/** The part of addresses that a name suggests: `Praktijk De Linde` is at `praktijk-de-linde`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
}

function severalLines(raw: string): string {
  return raw
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
