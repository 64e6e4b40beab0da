/** A plain or schema-qualified table name; anything else could not be quoted safely in every index name. */
const TABLE_NAME = /^(?:[A-Za-z0-9_$]{1,64}\.)?[A-Za-z0-9_$]{1,64}$/;

/** Returns the name in backticks, or throws when it is not a plain (optionally schema-qualified) name. */
export function quoteTable(tableName: string): string {
  if (!TABLE_NAME.test(tableName)) {
    throw new TypeError(
      `"${tableName}" is not a usable table name: letters, digits, _ and $, at most 64 of them, ` +
        'with a schema and a dot in front if you like',
    );
  }
  return tableName
    .split('.')
    .map((part) => `\`${part}\``)
    .join('.');
}
