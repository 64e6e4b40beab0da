interface Asked<Data, Failure, Refetch> {
  data: Data | undefined;
  previousData?: Data | undefined;
  error?: Failure | undefined;
  refetch: Refetch;
}

/** What a list shows of its query: until the answer is there, the one to the question before it. */
export function shownOf<Data, Failure, Refetch>(query: Asked<Data, Failure, Refetch>) {
  const { data, previousData, error, refetch } = query;
  return {
    answer: data ?? previousData,
    stale: data === undefined && previousData !== undefined,
    error: data ? undefined : error,
    refetch,
  };
}
