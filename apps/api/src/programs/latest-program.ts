/** SQL: the name of the program that mails to the client speak of, which is the one they came into last; null without any. */
export function latestProgramName(clientId: string): string {
  return `(SELECT p.name FROM enrolments e JOIN programs p ON p.id = e.program_id
            WHERE e.client_id = ${clientId} ORDER BY e.created_at DESC, e.program_id LIMIT 1)`;
}
