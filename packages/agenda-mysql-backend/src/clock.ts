/** Differences this small are the network's, not the clocks'. */
const TOLERANCE = 50;

/**
 * The database's clock decides what is due and which locks ran out. Agenda itself compares with the clock of its
 * process, so times that cross the border are moved by the difference of the two clocks.
 */
export class Clock {
  private offset = 0;

  /** Notes what the database's clock said between two readings of ours. */
  observe(before: number, database: Date, after: number): void {
    const measured = database.getTime() - (before + after) / 2;
    // A slow answer says little; it may only correct a difference it is sure of.
    const doubt = (after - before) / 2 + TOLERANCE;
    this.offset = Math.abs(measured) > doubt ? measured : 0;
  }

  /** An instant by the database's clock, as the process's clock will show it. */
  toProcess(instant: Date): Date {
    return this.offset === 0 ? instant : new Date(instant.getTime() - this.offset);
  }

  /** And back: an instant that was worked out as so long after now, by the process's clock. */
  toDatabase(instant: Date): Date {
    return this.offset === 0 ? instant : new Date(instant.getTime() + this.offset);
  }

  /** What is due by the process's clock must be due by the database's; a future instant stays what it is. */
  dueToDatabase(instant: Date): Date {
    const now = Date.now();
    if (this.offset >= 0 || instant.getTime() > now) {
      return instant;
    }
    return new Date(Math.min(instant.getTime(), now + this.offset));
  }
}
