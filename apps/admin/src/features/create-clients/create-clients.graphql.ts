import { graphql } from '../../gql';

export const clientsPlanQuery = graphql(`
  query ClientsPlan($input: ClientsPlanInput!) {
    clientsPlan(input: $input) {
      createCount
      rows {
        address
        outcome
        status
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const createClientsMutation = graphql(`
  mutation CreateClients($input: CreateClientsInput!) {
    createClients(input: $input) {
      createdCount
      rows {
        outcome
        client {
          id
          firstName
          lastName
          email
          number
          canInvite {
            ...ActionPossibility
          }
        }
      }
      badAddresses {
        text
        reason
      }
      errors {
        ...Refusal
      }
    }
  }
`);
