import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn, textColumn } from '../database/columns.js';

/** Somebody who can sign in; one per address, across organizations. Written by the authentication library and by acceptance. */
@Entity('users')
@Unique('uq_users_email', ['email'])
export class User {
  @PrimaryColumn(idColumn) id!: string;
  @Column(textColumn(200)) name!: string;
  @Column(asciiColumn(254)) email!: string;
  @Column({ type: 'boolean', default: false }) emailVerified!: boolean;
  @Column(textColumn(500, { nullable: true })) image!: string | null;
  /** The language of the admin SPA for this user: en or nl; null follows the organization. */
  @Column(asciiColumn(5, { nullable: true })) language!: string | null;
  @Column(createdAtColumn) createdAt!: Date;
  @Column(createdAtColumn) updatedAt!: Date;
}
