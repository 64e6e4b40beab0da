export interface FloorSettings {
  databaseUrl: string;
  smtpUrl: string;
  organizationId: string;
  staffMemberId: string;
  mail: { from: string; subject: string; html: string; text: string };
}

export interface FloorRequest {
  emails: string;
  /** Whether the mail is composed for each recipient, or once and filled in. */
  compose: 'each' | 'once';
}

/** Stands in the mail where the recipient's link goes. */
export const LINK = 'https://anteroom.example/the-link-goes-here';
