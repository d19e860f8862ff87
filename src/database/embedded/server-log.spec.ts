import { describe, expect, it } from 'vitest';
import { explainFailure } from './server-log.js';

describe('explainFailure', () => {
  it('names a full disk by the line that says so, not by what follows from it', () => {
    const log = [
      '2026-11-21 22:33:41.015 UTC [77] FATAL:  could not extend file "base/1/1255": No space left on device',
      '2026-11-21 22:33:41.016 UTC [77] PANIC:  cannot abort transaction 1, it was already committed',
    ].join('\n');
    const reason = 'the disk is full: could not extend file "base/1/1255": No space left on device';
    expect(explainFailure(log)).toStrictEqual({ kind: 'fatal', reason });
  });

  it.each([
    ['lost-race', 'FATAL:  lock file "postmaster.pid" already exists'],
    ['lingering', 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'],
    ['port-taken', 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'],
  ])('calls a start %s that may be tried again', (kind, line) => {
    expect(explainFailure(`2026-11-21 22:00:00.000 UTC [9] ${line}\n`).kind).toBe(kind);
  });

  it('names both versions of a directory made by another PostgreSQL', () => {
    const log = [
      'x [1] FATAL:  database files are incompatible with server',
      'x [1] DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 18.4.',
    ].join('\n');
    expect(explainFailure(log).reason).toMatch(/made by PostgreSQL 15, this is 18\.4:/);
  });

  it('calls wrong permissions by their name', () => {
    const log =
      'x [1] FATAL:  data directory "/d" has invalid permissions\nx [1] DETAIL:  Permissions should be u=rwx (0700).';
    expect(explainFailure(log).reason).toBe('permissions: data directory "/d" has invalid permissions');
  });

  it('falls back on the last words, or says that there were none', () => {
    expect(explainFailure('postgres: could not find the database system').reason).toBe(
      'could not find the database system',
    );
    expect(explainFailure('').reason).toBe('it ended without a word');
  });
});
