import { graphql } from '../../gql';

/** What a program can be chosen from; the rest is found by searching. */
export const programOptionsQuery = graphql(`
  query ProgramOptions($organizationId: ID!, $search: String) {
    programs(organizationId: $organizationId, search: $search, first: 50) {
      nodes {
        id
        name
      }
    }
  }
`);

/** A program that was chosen before, and need not be among those. */
export const chosenProgramQuery = graphql(`
  query ChosenProgram($id: ID!) {
    program(id: $id) {
      id
      name
    }
  }
`);

export const createProgramMutation = graphql(`
  mutation CreateProgram($input: CreateProgramInput!) {
    createProgram(input: $input) {
      program {
        ...ProgramRow
      }
      errors {
        ...Refusal
      }
    }
  }
`);
