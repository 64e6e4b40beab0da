import { graphql } from '../../gql';

export const clientsPlanQuery = graphql(`
  query ClientsPlan($input: ClientsPlanInput!) {
    clientsPlan(input: $input) {
      total
      createCount
      rows {
        index
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
        index
        address
        outcome
        client {
          id
          firstName
          lastName
          email
          number
          status
          canInvite {
            ...ActionPossibility
          }
        }
      }
      badAddresses {
        index
        text
        code
        reason
        suggestion
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const programChoicesQuery = graphql(`
  query ProgramChoices($organizationId: ID!, $search: String) {
    programs(organizationId: $organizationId, search: $search, first: 50) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);

export const chosenProgramQuery = graphql(`
  query ChosenProgram($id: ID!) {
    program(id: $id) {
      id
      name
    }
  }
`);

export const createProgramHereMutation = graphql(`
  mutation CreateProgramForClients($input: CreateProgramInput!) {
    createProgram(input: $input) {
      program {
        id
        name
      }
      errors {
        ...Refusal
      }
    }
  }
`);
