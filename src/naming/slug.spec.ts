import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSlug, slugify } from './slug.js';

describe('slugify', () => {
  it.each([
    ['Daily Sales Report', 'daily-sales-report'],
    ['  Ünïcödé -- Überblick! ', 'unicode-uberblick'],
    ['a:b/c\\d%e_f', 'a-b-c-d-e-f'],
    ['ﬁnal ½ report', 'final-1-2-report'],
    ['報告 2024', '報告-2024'],
    ['한국 보고서', '한국-보고서'],
    ['İstanbul', 'istanbul'],
    ['---', 'job'],
    ['🎉🎉', 'job'],
    ['', 'job'],
    [`${'x'.repeat(99)} y`, 'x'.repeat(99)],
  ])('makes %j into %j', (name, slug) => expect(slugify(name, 'job')).toBe(slug));

  it('makes the same of a name however its accents are encoded', () => {
    for (const name of ['Café Übersicht', '한국', 'ΐ'])
      expect(slugify(name.normalize('NFD'), 'job')).toBe(slugify(name.normalize('NFC'), 'job'));
  });

  it('never cuts a character in half', () => {
    expect(slugify(`a${'𠮷'.repeat(120)}`, 'job')).toBe(`a${'𠮷'.repeat(99)}`);
  });

  it('gives something that can stand in a natural id, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const slug = slugify(name, 'job');
        expect(slug).toMatch(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
        expect(Array.from(slug).length).toBeLessThanOrEqual(100);
        expect(slug).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe('freeSlug', () => {
  it('takes the base when it is free, else the first free number from 2', () => {
    expect(freeSlug('job', new Set())).toBe('job');
    expect(freeSlug('job', new Set(['job']))).toBe('job-2');
    expect(freeSlug('job', new Set(['job', 'job-2', 'job-4']))).toBe('job-3');
    expect(freeSlug('job', new Set(['job-2']))).toBe('job');
  });
});
