import { STATUS_CODES } from 'node:http';
import { expect } from 'vitest';
import type { Answer } from './api-client.js';

/** What no answer may ever hold: stacks, SQL, or names of the libraries beneath. */
const LEAKS =
  /\bat \S+ \(|node_modules|\.ts:\d|\.js:\d|SELECT |INSERT |UPDATE |syntax error|relation "|violates|QueryFailed|typeorm|ECONN/i;

/** The answer is an error in the one shape, says what is wrong, and gives nothing away. */
export function expectProblem(answer: Answer, statusCode: number, errorCode: string): void {
  const { status, body } = answer;
  const error = STATUS_CODES[statusCode];
  expect({ status, body }).toMatchObject({ status: statusCode, body: { statusCode, error, errorCode } });
  const keys = Object.keys(body).filter((key) => key !== 'details');
  expect(keys).toEqual(['statusCode', 'error', 'message', 'errorCode']);
  expect(body.message).toMatch(/.{10}/);
  expect(JSON.stringify(body)).not.toMatch(LEAKS);
  expect(answer.headers.get('content-type')).toMatch(/^application\/(?:hal\+)?json/);
}

/** The paths of the problems that `details` lists. */
export function problemPaths(answer: Answer): string[] {
  return answer.body.details.map((detail: { path: string }) => detail.path).sort();
}
