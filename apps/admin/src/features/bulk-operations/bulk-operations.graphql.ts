import { graphql } from '../../gql';

graphql(`
  fragment BulkOperationRow on BulkOperation {
    ...BulkProgress
    createdAt
    finishedAt
    begunBy
    resumedBy
    programName
  }
`);

export const bulkOperationsPageQuery = graphql(`
  query BulkOperationsPage($organizationId: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    bulkOperations(
      organizationId: $organizationId
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...BulkOperationRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);
