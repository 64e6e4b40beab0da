import { graphql } from '../../gql';

graphql(`
  fragment SupportResult on SupportCase {
    id
    kind
    recipientName
    email
    number
    status
    supportCode
    sentAt
    delivery {
      state
    }
  }
`);

graphql(`
  fragment SaidFirst on SupportFinding {
    code
    text
    help
    at
  }
`);

graphql(`
  fragment SupportDetails on SupportCase {
    ...SupportResult
    sentBy
    expiresAt
    nextReminderAt
    finding {
      ...SaidFirst
    }
    delivery {
      state
      reasonCode
      reason
    }
    canRemind {
      ...ActionPossibility
    }
    canResend {
      ...ActionPossibility
    }
    record {
      id
      type
      at
      actor
      detail
    }
    mails {
      id
      kind
      email
      state
      automatic
      queuedAt
      sentAt
      attempts
      nextAttemptAt
      reasonCode
      reason
      serverResponse
    }
  }
`);

export const supportSearchQuery = graphql(`
  query SupportSearch($input: SupportSearchInput!) {
    supportSearch(input: $input) {
      hasMore
      cases {
        ...SupportResult
      }
      uninvited {
        ...SaidFirst
      }
      errors {
        ...Refusal
      }
    }
  }
`);

graphql(`
  fragment SupportCaseAnswer on SupportCasePayload {
    case {
      ...SupportDetails
    }
    errors {
      ...Refusal
    }
  }
`);

export const supportCaseQuery = graphql(`
  query SupportCase($input: SupportCaseInput!) {
    supportCase(input: $input) {
      ...SupportCaseAnswer
    }
  }
`);

export const supportRemindMutation = graphql(`
  mutation SupportRemind($input: SupportCaseInput!) {
    payload: supportRemind(input: $input) {
      ...SupportCaseAnswer
    }
  }
`);

export const supportResendMutation = graphql(`
  mutation SupportResend($input: SupportCaseInput!) {
    payload: supportResend(input: $input) {
      ...SupportCaseAnswer
    }
  }
`);
