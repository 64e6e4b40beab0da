import PostalMime from 'postal-mime';
import { waitUntil } from '../../../scripts/processes.mjs';
import type { TakenMail } from './mail-server.ts';

export interface Mail {
  recipients: string[];
  subject: string;
  html: string;
  text: string;
  /** Where its button leads. */
  link: string;
}

export interface Mailbox {
  /** Waits until so many mails have come to an address, or to whatever ends like that (`@praktijk.example`). */
  mails(to: string, count: number, timeout?: number): Promise<Mail[]>;
  /** The latest of so many. */
  latest(to: string, count?: number): Promise<Mail>;
  /** How many have come by now. */
  count(to: string): Promise<number>;
}

export function openMailbox(inboxUrl: string): Mailbox {
  const ask = async <Answer>(path: string, to: string): Promise<Answer> => {
    const response = await fetch(`${inboxUrl}${path}?to=${encodeURIComponent(to)}`);
    return (await response.json()) as Answer;
  };
  const taken = (to: string) => ask<TakenMail[]>('', to);
  const count = (to: string) => ask<number>('count', to);
  const mails: Mailbox['mails'] = async (to, wanted, timeout = 60_000) => {
    const enough = async () => (await count(to)) >= wanted;
    if (!(await waitUntil(enough, { timeout, every: 150 })))
      throw new Error(`${await count(to)} of ${wanted} mails came to ${to} within ${timeout} ms`);
    return Promise.all((await taken(to)).map(read));
  };
  return {
    mails,
    async latest(to, wanted = 1) {
      const mail = (await mails(to, wanted)).at(-1);
      if (!mail) throw new Error(`no mail came to ${to}`);
      return mail;
    },
    count,
  };
}

async function read({ recipients, raw }: TakenMail): Promise<Mail> {
  const { subject = '', html = '', text = '' } = await PostalMime.parse(raw);
  const link = /https?:\/\/[^\s"<>]+\/(?:portal|admin)\/[^\s"<>]+/.exec(text)?.[0] ?? '';
  return { recipients, subject, html, text, link };
}
