import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Guard } from './guard.js';
import type { Keeper } from './keeper.js';

/** A connection whose end a test decides. */
class FakeKeeper extends EventEmitter {
  unref(): void {}
  get asKeeper(): Keeper {
    return this as unknown as Keeper;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function guarded(revive: () => Promise<{ keeper: Keeper; port: number }>) {
  const first = new FakeKeeper();
  const lost: string[] = [];
  const guard = new Guard(first.asKeeper, {
    revive,
    port: 5432,
    log: () => undefined,
    onLost: ({ message }) => lost.push(message),
  });
  return { first, guard, lost };
}

describe('the guard of the embedded server', () => {
  it('goes on with the connection that it got again, and watches that one', async () => {
    const keepers = [new FakeKeeper(), new FakeKeeper()];
    let times = 0;
    const { first, guard, lost } = guarded(async () => ({ keeper: keepers[times++]!.asKeeper, port: 5432 }));
    first.emit('end');
    await settled();
    keepers[0]!.emit('end');
    await settled();
    expect(times).toBe(2);
    expect(await guard.end()).toBe(keepers[1]);
    expect(lost).toEqual([]);
  });

  it('says that it could not be brought back, and why', async () => {
    const { first, lost } = guarded(() => Promise.reject(new Error('The disk is full.')));
    first.emit('end');
    await settled();
    expect(lost).toEqual(['The disk is full.']);
  });

  it('says that it came back at another place, where nobody looks for it', async () => {
    const { first, lost } = guarded(async () => ({ keeper: new FakeKeeper().asKeeper, port: 5433 }));
    first.emit('end');
    await settled();
    expect(lost).toEqual([expect.stringMatching(/came back on port 5433, since 5432 was taken.*start again\.$/)]);
  });

  it('lets it go when this process has let go of it', async () => {
    let times = 0;
    const { first, guard } = guarded(async () => ({ keeper: (times++, first.asKeeper), port: 5432 }));
    await guard.end();
    first.emit('end');
    await settled();
    expect(times).toBe(0);
  });
});
