import { describe, expect, it } from 'vitest';
import { askedFor, contentTypeOf, isTwoFold } from './representation.js';

const JSONAPI = 'application/vnd.api+json';
const HAL = 'application/hal+json';

describe('askedFor', () => {
  it.each([
    [JSONAPI, '/api/jobs', 'jsonapi'],
    [HAL, '/api/projects', 'hal'],
    [HAL, '/api/jobs?page=2', 'hal'],
    [`${HAL};q=0.5, ${JSONAPI};q=0.9`, '/api/jobs', 'jsonapi'],
    [`${JSONAPI};q=0, */*`, '/api/jobs', undefined],
    ['*/*', '/api/jobs', undefined],
    [undefined, '/api/jobs', undefined],
    [undefined, '/api/jobs?q=a&page_size=5', 'jsonapi'],
    [undefined, '/api/jobs?project_id=', 'jsonapi'],
    ['application/json', '/api/jobs?page=1', 'jsonapi'],
    [undefined, '/api/jobs?pages=1', undefined],
    [undefined, '/api/projects/1/jobs', 'jsonapi'],
    [undefined, '/api/workflows', 'jsonapi'],
    [undefined, '/api/projectsx', undefined],
  ] as const)('takes Accept %s on %s for %s', (accept, url, expected) => {
    expect(askedFor(accept, url)).toBe(expected);
  });
});

describe('isTwoFold', () => {
  it.each([
    ['GET', '/api/jobs', true],
    ['GET', '/api/jobs?page=1', true],
    ['GET', '/api/jobs/x', true],
    ['GET', '/api/jobs/x/history', false],
    ['POST', '/api/jobs', false],
    ['GET', '/api/projects/x/jobs/y', true],
    ['POST', '/api/projects', false],
    ['GET', '/api/projects/x/members', false],
    ['GET', '/api/projects/x/export', false],
    ['GET', '/api/workflows/x', true],
    ['GET', '/api/datasets', false],
  ])('knows %s %s', (method, url, expected) => expect(isTwoFold(method, url)).toBe(expected));
});

describe('contentTypeOf', () => {
  it.each([
    ['jsonapi', undefined, JSONAPI],
    ['jsonapi', '*/*', JSONAPI],
    ['jsonapi', 'application/json', 'application/json; charset=utf-8'],
    ['jsonapi', `application/json, ${JSONAPI}`, JSONAPI],
    ['hal', undefined, 'application/json; charset=utf-8'],
    ['hal', HAL, HAL],
  ] as const)('of %s for Accept %s is %s', (representation, accept, expected) => {
    expect(contentTypeOf(representation, accept)).toBe(expected);
  });
});
