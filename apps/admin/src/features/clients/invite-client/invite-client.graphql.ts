import { graphql } from '../../../gql';

export const nextClientNumberQuery = graphql(`
  query NextClientNumber($organizationId: ID!) {
    nextClientNumber(organizationId: $organizationId)
  }
`);

export const createClientMutation = graphql(`
  mutation CreateClient($input: CreateClientInput!) {
    createClient(input: $input) {
      client {
        id
        firstName
        lastName
        email
        number
      }
      invited
      code
      reason
      mailing {
        id
      }
      errors {
        ...Refusal
      }
    }
  }
`);
