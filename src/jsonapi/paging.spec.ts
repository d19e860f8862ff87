import { describe, expect, it } from 'vitest';
import { pageWithin, readPage } from './paging.js';

describe('readPage', () => {
  it.each([
    [{}, 1, 10],
    [{ page: '3', page_size: '25' }, 3, 25],
    [{ page: '0', page_size: '0' }, 1, 10],
    [{ page: '-2', page_size: '-5' }, 1, 10],
    [{ page: 'abc', page_size: 'x' }, 1, 10],
    [{ page: '2abc', page_size: '7.9' }, 2, 7],
    [{ page: ['2', '3'], page_size: '100000' }, 1, 100],
    [{ page: '9'.repeat(400) }, Number.MAX_SAFE_INTEGER, 10],
  ])('reads %j', (query, number, size) => expect(readPage(query)).toEqual({ number, size }));
});

describe('pageWithin', () => {
  it('gives the last page to whoever asks for one past the end', () => {
    expect(pageWithin({ number: 9, size: 10 }, 21)).toMatchObject({ number: 3, totalPages: 3, offset: 20 });
    expect(pageWithin({ number: 2, size: 10 }, 0)).toMatchObject({ number: 1, totalPages: 1, offset: 0 });
    expect(pageWithin({ number: 2, size: 10 }, 20)).toMatchObject({ number: 2, totalPages: 2, offset: 10 });
  });
});
