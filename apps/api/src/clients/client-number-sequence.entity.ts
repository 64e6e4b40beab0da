import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { idColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';

/** The next client number of an organization; locked by whoever takes numbers until they commit, so that none is skipped. */
@Entity('client_number_sequences')
export class ClientNumberSequence {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_client_number_sequences_organization' })
  organizationId!: string;

  @Column({ type: 'int', unsigned: true, default: 1 })
  nextNumber!: number;
}
