import { buffer, text } from 'node:stream/consumers';
import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportRows } from './export-rows.js';
import { columnLetters } from './xlsx/sheet.js';

async function* of(...rows: Record<string, unknown>[]): AsyncGenerator<Record<string, unknown>> {
  yield* rows;
}

async function* failing(): AsyncGenerator<Record<string, unknown>> {
  yield { a: 1 };
  throw new Error('the rows are gone');
}

/** Reads an archive by its central directory and checks sizes and checksums. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [crc, compressed, size, nameLength, offset] = [
      archive.readUInt32LE(at + 16),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ];
    const start = offset + 30 + nameLength;
    const content = inflateRawSync(archive.subarray(start, start + compressed));
    expect([content.length, crc32(content)]).toEqual([size, crc]);
    files.set(archive.toString('utf8', at + 46, at + 46 + nameLength), content.toString());
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return files;
}

const sheetOf = async (rows: Record<string, unknown>[], columns: string[]): Promise<string> =>
  unzip(await buffer(exportRows(of(...rows), 'xlsx', columns))).get('xl/worksheets/sheet1.xml')!;

describe('csv', () => {
  it('quotes what needs it, writes objects as JSON and leaves texts alone', async () => {
    const rows = [
      { 'a.b': 'x,"y"\n', n: 1.5, ok: true, o: { k: [1] }, f: '=SUM(A1)' },
      { n: null, ok: false, f: '' },
    ];
    expect(await text(exportRows(of(...rows), 'csv', ['a.b', 'n', 'ok', 'o', 'f']))).toBe(
      'a.b,n,ok,o,f\r\n"x,""y""\n",1.5,true,"{""k"":[1]}",=SUM(A1)\r\n,,false,,\r\n',
    );
  });

  it('has its header when there are no rows, and no inherited values', async () => {
    expect(await text(exportRows(of(), 'csv', ['a']))).toBe('a\r\n');
    expect(await text(exportRows(of({}), 'csv', ['constructor', 'b']))).toBe('constructor,b\r\n,\r\n');
  });
});

describe('json', () => {
  it('is one array', async () => {
    const rows = [{ a: 1 }, { b: null }];
    expect(JSON.parse(await text(exportRows(of(...rows), 'json', [])))).toEqual(rows);
    expect(JSON.parse(await text(exportRows(of(), 'json', [])))).toEqual([]);
  });
});

describe('xlsx', () => {
  it('keeps types, escapes XML, and takes formulas for texts', async () => {
    const xml = await sheetOf(
      [{ t: '<a> & "b"', n: 2.5, ok: true, o: [1], f: '=1+1', c: 'x\u0001_x0001_\ty' }, { n: 0 }],
      ['t', 'n', 'ok', 'o', 'f', 'c'],
    );
    expect(xml).toContain('<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">t</t></is></c>');
    expect(xml).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">&lt;a&gt; &amp; "b"</t></is></c>');
    expect(xml).toContain('<c r="B2"><v>2.5</v></c><c r="C2" t="b"><v>1</v></c>');
    expect(xml).toContain('>[1]<');
    expect(xml).toContain('<c r="E2" t="inlineStr"><is><t xml:space="preserve">=1+1</t>');
    expect(xml).toContain('>x_x0001__x005F_x0001_\ty<');
    expect(xml).toContain('<row r="3"><c r="B3"><v>0</v></c></row>');
  });

  it('refuses a text that Excel can’t hold', async () => {
    await expect(sheetOf([{ a: 'x'.repeat(32_768) }], ['a'])).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE' });
  });

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 999].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'ALL',
    ]);
  });
});

it.each(['csv', 'json', 'xlsx'] as const)('%s fails with what the rows fail with', async (format) => {
  await expect(buffer(exportRows(failing(), format, ['a']))).rejects.toThrow('the rows are gone');
});
