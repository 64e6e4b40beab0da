import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn } from '../../database/columns.js';

/** What stands for every organization there is or will be. */
export const EVERYBODY = '*';

/**
 * An address that has asked not to be invited. Only its hash is kept: the wish must outlive the erasure of everything else
 * about the person, and a list of such addresses must not lie around.
 */
@Entity('mail_suppressions')
export class MailSuppression {
  @PrimaryColumn({ ...idColumn, type: 'char', length: 64 })
  addressHash!: string;

  /** By whom: the id of an organization, or EVERYBODY. */
  @PrimaryColumn(asciiColumn(36) as { type: 'varchar' })
  scope!: string;

  @Column(createdAtColumn) createdAt!: Date;
}
