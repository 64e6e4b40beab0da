import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { createdAtColumn, idColumn, textColumn } from '../../database/columns.js';
import { Organization } from '../../organizations/organization.entity.js';

/** Subject, body and button text with placeholders, as used by one sending; filled in per recipient when the mail leaves. */
@Entity('messages')
export class Message {
  @PrimaryColumn(idColumn) id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_messages_organization' })
  organizationId!: string;

  @Column(textColumn(200)) subject!: string;
  /** Sanitised HTML of the small subset that a message may use. */
  @Column({ type: 'mediumtext' }) body!: string;
  @Column(textColumn(60)) buttonText!: string;
  @Column(createdAtColumn) createdAt!: Date;
}
