import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** `nextReminderAt` in code is `next_reminder_at` in the database. */
export class SnakeCaseNames extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string, prefixes: string[]): string {
    const name = customName || propertyName;
    return [...prefixes, name].join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
