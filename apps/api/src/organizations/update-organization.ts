import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { notFound, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { authorize } from '../staff/authorize.js';
import { keepLogo } from './logo/keep-logo.js';
import type { Logo } from './logo/read-logo.js';
import { Organization } from './organization.entity.js';
import { type UpdateOrganizationInput, UpdateOrganizationPayload } from './organization.inputs.js';
import { OrganizationFields } from './organization-fields.js';

type Settings = Pick<
  Organization,
  | 'name'
  | 'language'
  | 'timeZone'
  | 'phone'
  | 'visitingAddress'
  | 'accentColor'
  | 'logo'
  | 'description'
  | 'treatments'
  | 'registrationMode'
>;

const COLUMNS: Record<keyof Settings, string> = {
  name: 'name',
  language: 'language',
  timeZone: 'time_zone',
  phone: 'phone',
  visitingAddress: 'visiting_address',
  accentColor: 'accent_color',
  logo: 'logo',
  description: 'description',
  treatments: 'treatments',
  registrationMode: 'registration_mode',
};

/** What an organization says of itself, and how clients may register. */
export async function updateOrganization(
  ctx: RequestContext,
  input: UpdateOrganizationInput,
): Promise<UpdateOrganizationPayload> {
  if (!isId(input.id)) throw notFound();
  const { id, organizationId } = await authorize(ctx, input.id, 'settings.manage');
  const { settings, logo } = readSettings(input);
  await ctx.transaction(async (tx) => {
    const before = await lockSettings(tx, organizationId);
    const changed = Object.keys(settings).filter(
      (field) => settings[field as keyof Settings] !== before[field as keyof Settings],
    ) as (keyof Settings)[];
    if (changed.length === 0) return;
    if (logo) await keepLogo(tx, organizationId, logo);
    await tx.db.query(
      `UPDATE organizations SET ${changed.map((field) => `${COLUMNS[field]} = ?`).join(', ')} WHERE id = ?`,
      [...changed.map((field) => settings[field]), organizationId],
    );
    await recordAudit(tx, [
      {
        organizationId,
        action: 'organization.updated',
        staffMemberId: id,
        subjectType: 'ORGANIZATION',
        subjectId: organizationId,
        details: {
          fields: changed,
          ...(changed.includes('registrationMode') && {
            registrationMode: { from: before.registrationMode, to: settings.registrationMode },
          }),
        },
      },
    ]);
  });
  const payload = new UpdateOrganizationPayload();
  payload.organization = await ctx.db.getRepository(Organization).findOneBy({ id: organizationId });
  return payload;
}

function readSettings(input: UpdateOrganizationInput): { settings: Partial<Settings>; logo: Logo | null } {
  const fields = new OrganizationFields();
  const settings: Partial<Settings> = {};
  if (input.name != null) settings.name = fields.name(input.name);
  if (input.language != null) settings.language = input.language;
  if (input.timeZone != null) settings.timeZone = fields.timeZone(input.timeZone);
  if (input.accentColor != null) settings.accentColor = fields.accentColor(input.accentColor);
  const logo = fields.logo(input.logo ?? null);
  if (input.logo !== undefined) settings.logo = logo?.name ?? null;
  if (input.phone !== undefined) settings.phone = fields.phone(input.phone);
  for (const field of ['visitingAddress', 'description', 'treatments'] as const) {
    const given = input[field];
    if (given !== undefined) settings[field] = fields.text(field, given);
  }
  if (input.registrationMode != null) settings.registrationMode = input.registrationMode;
  if (fields.errors.length > 0) throw new UserErrors(...fields.errors);
  return { settings, logo };
}

async function lockSettings(tx: RequestContext, organizationId: string): Promise<Settings> {
  const [row] = await tx.db.query<Settings[]>(
    `SELECT ${Object.entries(COLUMNS)
      .map(([field, column]) => `${column} AS ${field}`)
      .join(', ')}
       FROM organizations WHERE id = ? FOR UPDATE`,
    [organizationId],
  );
  if (!row) throw notFound();
  return row;
}
