import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

const NO_ANSWER = 'Query read timeout';

/**
 * Sends one statement on a connection that is lent.
 *
 * By a callback and a timer of our own: pg's promise and its `query_timeout` write a function straight into a property of
 * each query. V8 puts such functions among old objects at once, and all that a request or a batch holds stays with them
 * until a full garbage collection. See decision 0031.
 *
 * @param limitMs after so long without an answer the connection is of no use any more
 * @throws pg's error, or one that `isNoAnswer` tells
 */
export async function ask<Row extends QueryResultRow>(
  client: PoolClient,
  statement: QueryConfig,
  limitMs: number,
): Promise<QueryResult<Row>> {
  try {
    return await new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => reject(new Error(NO_ANSWER)), limitMs);
      client.query<Row>(statement, (error: Error | null, result) => {
        clearTimeout(tooLong);
        if (error) reject(error);
        else resolve(result);
      });
    });
  } catch (error) {
    // pg's own stack begins in a socket: this one says who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

export function isNoAnswer(error: unknown): error is Error {
  return error instanceof Error && error.message === NO_ANSWER;
}
