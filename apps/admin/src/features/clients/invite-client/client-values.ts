import type { CreateClientInput } from '../../../gql/graphql';
import type { Choice } from '../../../page/searched-choice';

/** What the form asks of one client. */
export interface ClientValues {
  firstName: string;
  lastName: string;
  email: string;
  number: string;
  programId: string | null;
  /** Staff members. */
  connections: Choice[];
}

export const noClient: ClientValues = {
  firstName: '',
  lastName: '',
  email: '',
  number: '',
  programId: null,
  connections: [],
};

const clientFields = ['firstName', 'lastName', 'email', 'number', 'programId', 'connections'] as const;

/** The field that an error of the API is about; null for one about the message or about none. */
export function clientFieldOf(path: readonly string[]): keyof ClientValues | null {
  return clientFields.find((field) => field === path[0]) ?? null;
}

/**
 * What is sent. The number that was proposed and left as it is, is not: the next one is taken then, whoever was faster
 * meanwhile.
 */
export function clientInput(
  organizationId: string,
  values: ClientValues,
  proposedNumber: string | undefined,
): CreateClientInput {
  const text = (value: string) => value.trim() || null;
  const number = text(values.number);
  return {
    organizationId,
    firstName: text(values.firstName),
    lastName: text(values.lastName),
    email: text(values.email),
    number: number === proposedNumber ? null : number,
    programId: values.programId,
    connections: values.connections.map(({ id }) => id),
  };
}
