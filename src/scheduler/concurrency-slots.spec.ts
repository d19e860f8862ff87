import { describe, expect, it } from 'vitest';
import { runsWithSlots } from './concurrency-slots.js';
import type { KeyedRun } from './concurrency-slots.js';

const run = (id: string, keys: string[], limits: number[], rest: Partial<KeyedRun> = {}): KeyedRun => ({
  id,
  jobId: id,
  exclusive: false,
  isSuspect: false,
  keys,
  limits,
  ...rest,
});
const all = { locked: new Set(['a', 'b']), running: new Map<string, number>() };

describe('runsWithSlots', () => {
  it('takes runs in their order while each of their keys has a slot', () => {
    const candidates = [run('1', ['a'], [2]), run('2', ['a', 'b'], [2, 1]), run('3', ['a'], [2]), run('4', ['b'], [1])];
    expect(runsWithSlots(candidates, all)).toEqual(['1', '2']);
  });

  it('counts what is under way', () => {
    const running = new Map([['a', 1]]);
    expect(runsWithSlots([run('1', ['a'], [1]), run('2', ['b'], [1])], { ...all, running })).toEqual(['2']);
  });

  it('lets each run’s own limit decide', () => {
    expect(runsWithSlots([run('1', ['a'], [1]), run('2', ['a'], [1]), run('3', ['a'], [2])], all)).toEqual(['1', '3']);
  });

  it('takes one suspect at a time', () => {
    const suspect = { isSuspect: true };
    const candidates = [run('1', ['a'], [9], suspect), run('2', ['a'], [9], suspect), run('3', ['a'], [9])];
    expect(runsWithSlots(candidates, all)).toEqual(['1', '3']);
  });

  it('leaves what needs a key that another node deals with', () => {
    expect(runsWithSlots([run('1', ['a', 'c'], [5, 5]), run('2', ['a'], [1])], all)).toEqual(['2']);
  });

  it('takes one run of an exclusive job', () => {
    const one = { jobId: 'job', exclusive: true };
    expect(runsWithSlots([run('1', ['a'], [5], one), run('2', ['a'], [5], one)], all)).toEqual(['1']);
  });
});
