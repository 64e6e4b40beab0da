import type { PortalInvitationPreviewQuery } from '../gql/graphql';

export type InvitationPreview = PortalInvitationPreviewQuery['invitationPreview'];

/** What every step of an invitation is given. */
export interface StepProps {
  token: string;
  preview: InvitationPreview;
  /** Asks again how things stand: somebody signed in or out, or the API refused. */
  lookAgain: () => Promise<InvitationPreview | undefined>;
}

/** The one thing the holder of a link is asked or told. */
export type InvitationStep =
  | 'unknown'
  | 'withdrawn'
  | 'suspended'
  | 'used'
  | 'expired'
  | 'renewal-requested'
  | 'signed-in-as-other'
  | 'already-staff'
  | 'former-staff'
  | 'prove-mailbox'
  | 'accept'
  | 'sign-in'
  | 'new-person';

type Facts = Pick<
  InvitationPreview,
  | 'state'
  | 'userExists'
  | 'alreadyStaff'
  | 'formerStaff'
  | 'mailboxUnproven'
  | 'signedInAsOther'
  | 'signedInAsInvited'
  | 'renewalRequested'
>;

export function invitationStep(preview: Facts): InvitationStep {
  switch (preview.state) {
    case 'UNKNOWN':
      return 'unknown';
    case 'WITHDRAWN':
      return 'withdrawn';
    case 'SUSPENDED':
      return 'suspended';
    case 'USED':
      return 'used';
    case 'EXPIRED':
      return preview.renewalRequested ? 'renewal-requested' : 'expired';
    case 'OPEN':
      return openStep(preview);
  }
}

function openStep(preview: Facts): InvitationStep {
  // Before anything else: whoever is signed in here must not accept for somebody else.
  if (preview.signedInAsOther) return 'signed-in-as-other';
  if (preview.alreadyStaff) return 'already-staff';
  if (preview.formerStaff) return 'former-staff';
  if (preview.mailboxUnproven) return 'prove-mailbox';
  if (preview.signedInAsInvited) return 'accept';
  return preview.userExists ? 'sign-in' : 'new-person';
}
