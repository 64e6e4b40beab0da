/** What stands in the editor at first: who the key is, then the whole main job. */
export const firstOperations = `# Paste a key above, put the cursor into an operation, and press Ctrl-Enter.
# The book on the left holds the documentation of every type and field.

# What may my key do, and where?
query WhoAmI {
  apiClient {
    name
    permissions
    expiresAt
    organization {
      id
      name
    }
  }
}

# Create clients from a pasted list, and invite them. Take organizationId from the answer above.
mutation InviteThem($input: CreateClientsInput!) {
  createClients(input: $input) {
    createdCount
    mailing {
      id
      total
    }
    rows {
      address
      outcome
      invited
      reason
    }
    errors {
      code
      message
      path
    }
  }
}

# What became of the mails?
query HowDoesItGo($mailingId: ID!) {
  mailing(id: $mailingId) {
    total
    sent
    bounced
  }
}
`;

export const firstVariables = JSON.stringify(
  {
    input: {
      organizationId: '',
      emails: 'ada@example.org, Bram Jansen <bram@example.org>',
      invitation: {},
      idempotencyKey: crypto.randomUUID(),
    },
    mailingId: '',
  },
  null,
  2,
);
