import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

const never = new AbortController().signal;

describe('slots', () => {
  it('are given in the order of asking', async () => {
    const slots = new Slots(1);
    const order: string[] = [];
    const giveBack = await slots.take(never);
    expect(slots.isFull).toBe(true);
    const others = ['a', 'b'].map(async (name) => {
      const done = await slots.take(never);
      order.push(name);
      done();
    });
    expect(order).toEqual([]);
    giveBack();
    await Promise.all(others);
    expect(order).toEqual(['a', 'b']);
    expect(slots.isFull).toBe(false);
  });

  it('are given back once, however often that is said', async () => {
    const slots = new Slots(2);
    const giveBack = await slots.take(never);
    await slots.take(never);
    giveBack();
    giveBack();
    await slots.take(never);
    expect(slots.isFull).toBe(true);
  });

  it('are not taken by whoever has stopped waiting', async () => {
    const slots = new Slots(1);
    const giveBack = await slots.take(never);
    const impatient = new AbortController();
    const gone = slots.take(impatient.signal);
    const patient = slots.take(never);
    impatient.abort(new Error('canceled'));
    await expect(gone).rejects.toThrow('canceled');
    giveBack();
    (await patient)();
    await expect(slots.take(impatient.signal)).rejects.toThrow('canceled');
    expect(slots.isFull).toBe(false);
  });
});
