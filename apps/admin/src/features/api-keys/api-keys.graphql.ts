import { graphql } from '../../gql';

graphql(`
  fragment ApiKeyRow on ApiKey {
    id
    name
    lastCharacters
    permissions
    status
    createdBy
    outlivesCreator
    createdAt
    expiresAt
    lastUsedAt
    graceUntil
  }
`);

export const apiKeysPageQuery = graphql(`
  query ApiKeysPage($organizationId: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    apiKeys(organizationId: $organizationId, first: $first, after: $after, last: $last, before: $before) {
      nodes {
        ...ApiKeyRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);

export const openInvitationsOfKeyQuery = graphql(`
  query OpenInvitationsOfKey($id: ID!) {
    apiKey(id: $id) {
      id
      openInvitationCount
    }
  }
`);

export const createApiKeyMutation = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
      secret
      errors {
        ...Refusal
      }
    }
  }
`);

export const rotateApiKeyMutation = graphql(`
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
      secret
      errors {
        ...Refusal
      }
    }
  }
`);

export const revokeApiKeyMutation = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
      errors {
        ...Refusal
      }
    }
  }
`);
