import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { asciiColumn } from '../../database/columns.js';

/** A row that is locked while the mails of one mailbox or one organization are counted and queued. It says nothing itself. */
@Entity('mail_turns')
@Index('ix_mail_turns_used', ['usedOn'])
export class MailTurn {
  /** The hash of an address, or an organization's id. */
  @PrimaryColumn(asciiColumn(64) as { type: 'varchar' })
  whose!: string;

  @Column({ type: 'date' }) usedOn!: string;
}
