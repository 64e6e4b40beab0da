import type { CheckedMessage } from './check-message.js';
import type { MessageWarning } from './message-preview.js';

/** What a stranger who glances at a locked telephone should not read; stems, English and Dutch. */
const HEALTH_WORDS =
  /(?<!\p{L})(?:depress|anxi|angst|burn-?out|trauma|ptss|ptsd|adhd|autis|psych|therap|addict|verslav|suicid|zelfmoord|eating disorder|eetstoornis|diagnos|medicat|medicij|cancer|kanker|hiv|schizo|bipola|borderline|insomni|slaapstoornis|rouw|grief)/iu;
const LINK = /<a href="(https?:[^"]*)"/g;

/** How many of those looked at have no name on file. */
interface Nameless {
  nameless: number;
  lookedAt: number;
  /** Others will get the mail as well. */
  more: boolean;
}

/** What to think about before the mail leaves. */
export function messageWarnings(
  message: CheckedMessage,
  publicUrl: string,
  recipients: Nameless,
): MessageWarning[] {
  const warnings: MessageWarning[] = [];
  const health = HEALTH_WORDS.exec(message.subject)?.[0];
  if (health)
    warnings.push({
      code: 'HEALTH_IN_SUBJECT',
      message: `“${health}…” in the subject tells anybody who sees the mailbox about somebody's health. Say it inside the portal instead.`,
    });
  if (/\{\{(?:ClientPortal|Invitation)Link\}\}/.test(message.subject))
    warnings.push({
      code: 'LINK_IN_SUBJECT',
      message: 'A link in the subject cannot be pressed, and is left out. The button carries it.',
    });
  const foreign = [...message.body.matchAll(LINK)]
    .map(([, url]) => url ?? '')
    .filter((url) => !URL.canParse(url) || new URL(url).origin !== new URL(publicUrl).origin);
  if (foreign.length > 0)
    warnings.push({
      code: 'FOREIGN_LINK',
      message: `${foreign.map(hostOf).join(', ')}: links to other sites make mail servers suspicious and people unsure which link is theirs.`,
    });
  if (recipients.nameless > 0 && /\{\{Client(?:First|Last)Name\}\}/.test(message.subject + message.body))
    warnings.push({
      code: 'NAME_MISSING',
      message: `${nobodysName(recipients)}: look at the mail with “no name”.`,
    });
  return warnings;
}

function nobodysName({ nameless, lookedAt, more }: Nameless): string {
  const whom = nameless === 1 ? 'one recipient' : `${nameless} recipients`;
  return more
    ? `Of the first ${lookedAt} recipients, ${nameless} ${nameless === 1 ? 'has' : 'have'} no name on file`
    : `For ${whom} no name is on file`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
