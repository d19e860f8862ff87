import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error.js';
import { parseJobSort } from './job-sort.js';

describe('parseJobSort', () => {
  it('sorts by name when nothing is asked for', () => {
    const byName = { orderBy: 'j.name ASC, j.id ASC', indexed: { column: 'name', direction: 'ASC' } };
    for (const sort of ['name', '', ' , ', ',,']) expect(parseJobSort(sort)).toEqual(byName);
  });

  it('uses an index for name and createdAt alone, in both directions', () => {
    expect(parseJobSort('-name').indexed).toEqual({ column: 'name', direction: 'DESC' });
    expect(parseJobSort('createdAt').indexed).toEqual({ column: 'created_at', direction: 'ASC' });
    expect(parseJobSort('-createdAt').orderBy).toBe('j.created_at DESC, j.id DESC');
    expect(parseJobSort('name,type').indexed).toBeUndefined();
  });

  it('takes a list, each with its direction, and ends with the id', () => {
    expect(parseJobSort(' enabled, -lastRunAt ')).toEqual({
      orderBy: 'j.enabled ASC NULLS LAST, o.last_run_at DESC NULLS LAST, j.id',
    });
  });

  it('walks an index for what begins with nextRunAt or updatedAt', () => {
    expect(parseJobSort('-nextRunAt,name').walked).toEqual({ column: 'due_at', direction: 'DESC' });
    expect(parseJobSort('updatedAt').walked).toEqual({ column: 'updated_at', direction: 'ASC' });
    expect(parseJobSort('type,nextRunAt').walked).toBeUndefined();
  });

  it.each(['type', 'ownerId', 'enabled', 'nextRunAt', 'updatedAt', 'lastRunAt'])('knows %s', (field) => {
    expect(parseJobSort(field).orderBy).toMatch(/ ASC NULLS LAST, j\.id$/);
    expect(parseJobSort(`-${field}`).orderBy).toMatch(/ DESC NULLS LAST, j\.id$/);
  });

  it.each(['password', '--name', 'name;DROP TABLE jobs', 'constructor', '__proto__', 'toString', 'NAME', '+name'])(
    'refuses %s',
    (sort) => {
      expect(() => parseJobSort(sort)).toThrow(DomainError);
      expect(() => parseJobSort(`name,${sort}`)).toThrow(/can't be sorted by/);
    },
  );
});
