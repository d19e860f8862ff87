import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error.js';
import { refuseChangedIdentity } from './read-only-fields.js';
import type { JobIdentity } from './read-only-fields.js';

const identity: JobIdentity = {
  id: '01900000-0000-7000-8000-000000000001',
  type: 'noop',
  slug: 'report',
  naturalId: 'alice:report',
  ownerId: 'alice',
  source: null,
  sourceId: null,
  editingId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const refusal = (body: Record<string, unknown>): DomainError | undefined => {
  try {
    refuseChangedIdentity(body, identity);
    return undefined;
  } catch (error) {
    return error as DomainError;
  }
};

describe('refuseChangedIdentity', () => {
  it('takes nothing, and everything unchanged', () => {
    expect(refusal({})).toBeUndefined();
    expect(refusal({ ...identity, updatedAt: 'whenever', permissions: {}, name: 'New' })).toBeUndefined();
  });

  it('takes the same instant in another notation', () => {
    expect(refusal({ createdAt: '2026-01-01T01:00:00+01:00' })).toBeUndefined();
    expect(refusal({ createdAt: 5 })?.code).toBe('READ_ONLY_FIELD');
  });

  it.each(Object.keys(identity))('refuses a changed %s with the value it has', (field) => {
    const error = refusal({ [field]: 'other' })!;
    expect([error.kind, error.code]).toEqual(['malformed', 'READ_ONLY_FIELD']);
    expect(error.details).toEqual([
      { path: field, message: `is read-only; its value is ${JSON.stringify(identity[field as keyof JobIdentity])}` },
    ]);
  });

  it('names all of them at once, and the way to change the owner', () => {
    const error = refusal({ type: 'email', ownerId: 'bob', slug: null })!;
    expect(error.message).toContain('type, slug, ownerId');
    expect(error.message).toContain('PUT /api/jobs/{id}/owner');
  });
});
