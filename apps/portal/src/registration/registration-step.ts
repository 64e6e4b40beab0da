import type { PortalRegistrationPreviewQuery } from '../gql/graphql';

export type RegistrationPreview = PortalRegistrationPreviewQuery['registrationPreview'];

/** What every step of a registration is given. */
export interface RegistrationStepProps {
  token: string;
  preview: RegistrationPreview;
  /** Asks again how things stand: somebody signed in or out, or the API refused. */
  lookAgain: () => Promise<RegistrationPreview | undefined>;
}
