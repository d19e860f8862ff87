import { describe, expect, it } from 'vitest';
import { fileNameFor, safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['terms.pdf', 'terms.pdf'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\r\nBcc: x@example.com.txt', 'aBcc- x@example.com.txt'],
    ['  .hidden ', 'hidden'],
    ['Zürich – Übersicht.xlsx', 'Zürich – Übersicht.xlsx'],
    ['...', ''],
    [`${'x'.repeat(300)}.tar.gz`, `${'x'.repeat(120)}.gz`],
  ])('makes %j %j', (wanted, safe) => {
    expect(safeFileName(wanted)).toBe(safe);
  });
});

describe('fileNameFor', () => {
  it.each([
    ['sales', 'csv', 'sales.csv'],
    ['Sales.CSV', 'csv', 'Sales.csv'],
    ['sales.csv', 'xlsx', 'sales.csv.xlsx'],
    ['/', 'json', 'data.json'],
  ])('makes %j as %s %j', (wanted, format, name) => {
    expect(fileNameFor(wanted, format)).toBe(name);
  });
});
