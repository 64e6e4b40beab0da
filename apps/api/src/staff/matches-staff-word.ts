import { beginsWith, type Condition } from '../clients/list/client-filter.js';

/** SQL on staff member `alias`: a word of the names, the address or a part of it, or the number begins with the word. */
export function matchesStaffWord(alias: string, word: string): Condition {
  const pattern = beginsWith(word);
  const address = `CONVERT(${alias}.email USING utf8mb4)`;
  return {
    sql: `(CONCAT(' ', ${alias}.first_name, ' ', ${alias}.last_name) LIKE ? OR ${address} LIKE ? OR ${address} LIKE ?
           OR CONVERT(${alias}.number USING utf8mb4) LIKE ?)`,
    params: [`% ${pattern}`, pattern, `%@${pattern}`, pattern],
  };
}
