/** Where there was nobody to speak: what is on file is what our own program says of the connection. */
const unspoken = ['CONNECTION_LOST', 'SERVER_UNREACHABLE'];

/** The mail server's own words, if it said any. */
export function serverWords(mail: {
  reasonCode?: string | null | undefined;
  serverResponse?: string | null | undefined;
}): string | null {
  return unspoken.some((one) => one === mail.reasonCode) ? null : mail.serverResponse || null;
}
