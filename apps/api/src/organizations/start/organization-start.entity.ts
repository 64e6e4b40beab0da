import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  momentColumn,
  optionalMomentColumn,
  textColumn,
} from '../../database/columns.js';
import { Organization } from '../organization.entity.js';

/** Somebody who wants to start a practice and has to prove their mailbox first. One row an address: asking again renews it. */
@Entity('organization_starts')
@Unique('uq_organization_starts_email', ['email'])
@Index('ix_organization_starts_outlived', ['expiresAt'])
export class OrganizationStart {
  @PrimaryColumn(idColumn) id!: string;
  @Column(asciiColumn(254)) email!: string;
  /** Part of what the link's token is computed from: moving it kills every earlier link. */
  @Column({ type: 'int', unsigned: true, default: 1 }) generation!: number;
  // What was typed before the mailbox was proven; it fills in the form and stands in no mail.
  @Column(textColumn(100)) firstName!: string;
  @Column(textColumn(100)) lastName!: string;
  @Column(textColumn(120)) organizationName!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => Organization, { name: 'fk_organization_starts_organization' })
  organizationId!: string | null;

  @Column(optionalMomentColumn) mailedAt!: Date | null;
  @Column(momentColumn) expiresAt!: Date;
  @Column(optionalMomentColumn) usedAt!: Date | null;
  @Column(createdAtColumn) createdAt!: Date;
}
