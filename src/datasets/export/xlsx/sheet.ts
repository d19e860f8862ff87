import { DomainError } from '../../../errors/domain-error.js';
import { batches } from '../batches.js';
import type { ExportableRows } from '../export-rows.js';

const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;
const OPENING =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';

/** The XML of a sheet: a bold, frozen header, then the rows. */
export async function* sheet(rows: ExportableRows, columns: readonly string[]): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index));
  yield (
    OPENING +
      rowXml(
        1,
        columns.map((name, index) => textCell(`${letters[index]}1`, name, ' s="1"')),
      )
  );
  let number = 1;
  for await (const batch of batches(rows)) {
    let xml = '';
    for (const row of batch) {
      number += 1;
      if (number > MAX_ROWS) throw unfit(`an XLSX sheet ends at row ${MAX_ROWS}`);
      xml += rowXml(
        number,
        columns.map((name, index) => cell(`${letters[index]}${number}`, Object.hasOwn(row, name) ? row[name] : null)),
      );
    }
    yield xml;
  }
  yield '</sheetData></worksheet>';
}

function rowXml(number: number, cells: string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(at: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return textCell(at, typeof value === 'string' ? value : JSON.stringify(value));
}

function textCell(at: string, text: string, style = ''): string {
  if (text.length > MAX_TEXT) throw unfit(`cell ${at} has ${text.length} characters, and Excel holds ${MAX_TEXT}`);
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** XML can't carry most control characters; OOXML writes them as _x0001_, and hence that very text as _x005F_x0001_. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, control)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function control(character: string): string {
  if (character === '\t' || character === '\n') return character;
  return `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`;
}

/** A, B … Z, AA, AB … */
export function columnLetters(index: number): string {
  const rest = index % 26;
  return (index >= 26 ? columnLetters((index - rest) / 26 - 1) : '') + String.fromCharCode(65 + rest);
}

function unfit(reason: string): DomainError {
  return new DomainError(
    'impossible',
    'EXPORT_TOO_LARGE',
    `These rows don't fit an XLSX file: ${reason}. Export them as CSV.`,
  );
}
