import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { createdAtColumn, idColumn } from '../../database/columns.js';
import { Organization } from '../organization.entity.js';

/** Every logo that an organization has had: mail that was sent goes on showing the one it was sent with. */
@Entity('organization_logos')
@ForeignKey(() => Organization, ['organizationId'], ['id'], { name: 'fk_organization_logos_organization' })
export class OrganizationLogo {
  @PrimaryColumn({ type: 'varchar', length: 68, charset: 'ascii', collation: 'ascii_bin' })
  name!: string;

  @PrimaryColumn(idColumn)
  organizationId!: string;

  @Column({ type: 'mediumblob' })
  image!: Buffer;

  @Column(createdAtColumn)
  createdAt!: Date;
}
