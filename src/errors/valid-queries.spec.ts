import { describe, expect, it } from 'vitest';
import { ValidQueries } from './valid-queries.js';

class ListQuery {
  limit = 30;
  sort?: string;
}
class OtherQuery {}

describe('valid queries', () => {
  it('come back as new instances of their class, so that a handler changes only its own', () => {
    const queries = new ValidQueries();
    queries.add(ListQuery, '{"sort":"name"}', Object.assign(new ListQuery(), { sort: 'name' }));
    const first = queries.get(ListQuery, '{"sort":"name"}') as ListQuery;
    first.sort = 'changed';
    const second = queries.get(ListQuery, '{"sort":"name"}');
    expect(second).toBeInstanceOf(ListQuery);
    expect(second).toEqual({ limit: 30, sort: 'name' });
    expect([queries.get(OtherQuery, '{"sort":"name"}'), queries.get(ListQuery, '{}')]).toEqual([undefined, undefined]);
  });

  it('are not remembered when long, nor without end', () => {
    expect(ValidQueries.keyOf({ q: 'x'.repeat(300) })).toBeUndefined();
    const queries = new ValidQueries();
    for (let count = 0; count <= 500; count += 1) queries.add(ListQuery, `${count}`, new ListQuery());
    expect([queries.get(ListQuery, '0'), queries.get(ListQuery, '500') !== undefined]).toEqual([undefined, true]);
  });
});
