import { graphql } from '../../gql';

graphql(`
  fragment BulkProgress on BulkOperation {
    id
    kind
    state
    total
    processed
    done
    skipped
    skippedReasons {
      code
      reason
      count
    }
    nextAttemptAt
    reasonCode
    reason
    canResume {
      allowed
      code
      reason
    }
  }
`);

export const bulkOperationQuery = graphql(`
  query BulkOperation($id: ID!) {
    bulkOperation(id: $id) {
      ...BulkProgress
    }
  }
`);

export const resumeBulkOperationMutation = graphql(`
  mutation ResumeBulkOperation($input: ResumeBulkOperationInput!) {
    resumeBulkOperation(input: $input) {
      operation {
        ...BulkProgress
      }
      errors {
        ...Refusal
      }
    }
  }
`);
