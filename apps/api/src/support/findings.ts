type Words = readonly [text: string, help: string];

/** What support tells the caller; the codes are what the SPA translates. */
export const FINDINGS = {
  ACCEPTED: [
    'The invitation has been accepted: the person is in.',
    'They sign in at the portal with this address. If the password is lost, “Forgot your password?” there sends a new link.',
  ],
  STOPPED_BY_RECIPIENT: [
    'Whoever reads mail at this address said “This isn’t me”, and the invitation was stopped.',
    'Ask for the right address. Somebody who may invite corrects it and invites anew. Whoever asked not to be invited again and wants it after all is allowed again on the page of the client or staff member; what was asked of everybody only they take back, by the link in the mail they got.',
  ],
  ADDRESS_CHANGED: [
    'The address was corrected after the mail left, so the earlier link is dead and no new one has been sent.',
    'Ask somebody who may invite to invite the person again.',
  ],
  WITHDRAWN: [
    'The invitation was withdrawn: its link is dead.',
    'Ask the practice why. Somebody who may invite can offer it anew.',
  ],
  INVITER_GONE: [
    'The link lets nobody in: the person is deactivated, or whoever invited them may no longer do so.',
    'Ask somebody who may invite to do it anew.',
  ],
  EXPIRED: [
    'The invitation has expired.',
    'Resend it: the same link then works again, and a new mail is on its way.',
  ],
  RENEWAL_REQUESTED: [
    'The invitation has expired, and the person has asked for a new one.',
    'Resend it: the same link then works again, and a new mail is on its way.',
  ],
  BOUNCED: ['The mail server refused it.', 'Ask for the right address, or for another one.'],
  OPTED_OUT: [
    'The person asked not to be invited before the mail left, so it did not leave.',
    'If they ask for it after all, somebody who may invite them allows it again on the page of the client or staff member. What they asked of everybody only they take back, by the link in the mail they got.',
  ],
  MAIL_FAILED: ['The mail was given up.', 'Resend the invitation, or ask for another address.'],
  DELIVERY_UNKNOWN: [
    'The connection broke while the mail was handed over: it may or may not have arrived.',
    'Ask the person to look, also among unwanted mail. If it is not there, remind.',
  ],
  TRIED_AGAIN: [
    'The connection broke while the mail was handed over: it may have arrived, and is sent again by itself.',
    'Ask the person to look, also among unwanted mail. If it is not there, a copy comes within hours.',
  ],
  MAIL_DELAYED: [
    'The mail server has not taken the mail yet; it is tried again by itself.',
    'Nothing needs doing. If the person is in a hurry, ask for another address.',
  ],
  MAIL_WAITING: ['The mail is waiting to leave.', 'It leaves within moments. Ask the person to look again.'],
  OLD_LINK: [
    'The person used a link that was replaced by a newer one.',
    'Ask them to use the link of the latest mail. If that is gone, remind.',
  ],
  WHILE_SUSPENDED: [
    'The link was opened while the organization was suspended, and let nobody in.',
    'Ask the person to open the same link again: it works now.',
  ],
  WRONG_USER: [
    'The link was opened by somebody signed in with another address.',
    'Ask the person to sign out in their browser, and to open the link again.',
  ],
  OPENED: [
    'The mail arrived and the link was opened, but the invitation was not accepted.',
    'Ask where they got stuck, and stay on the line while they open the link again.',
  ],
  NOT_OPENED: [
    'The mail server has taken the mail; nobody has been seen to open the link.',
    'Ask the person to look among unwanted mail, and check the address letter by letter. Remind if it is not there.',
  ],
} as const satisfies Record<string, Words>;
export type FindingCode = keyof typeof FINDINGS;

/** The same of a client whose address is on file, and to whom nobody has sent an invitation. */
export const UNINVITED_FINDINGS = {
  NEVER_INVITED: [
    'The address is on file, but no invitation has been sent to this client.',
    'Ask somebody who may invite to do so.',
  ],
  NOT_WANTED: [
    'The address is on file, but whoever reads its mail asked not to be invited: nothing has been sent.',
    'If they ask for it after all, somebody who may invite them allows it again on the page of the client. What they asked of everybody only they take back, by the link in the mail they got.',
  ],
  REGISTERED: [
    'The person is in without an invitation: they registered themselves.',
    'They sign in at the portal with this address. If the password is lost, “Forgot your password?” there sends a new link.',
  ],
  DEACTIVATED: ['The client has been deactivated, and gets no mail.', 'Ask the practice why.'],
} as const satisfies Record<string, Words>;
export type UninvitedCode = keyof typeof UNINVITED_FINDINGS;
