import { graphql } from '../../gql';

export const mailingQuery = graphql(`
  query Mailing($id: ID!) {
    mailing(id: $id) {
      id
      total
      queued
      sending
      sent
      bounced
      failed
      unknown
      problems {
        email
        state
        reasonCode
        reason
        serverResponse
        client {
          id
        }
      }
    }
  }
`);
