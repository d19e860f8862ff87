import { crc32, createDeflateRaw } from 'node:zlib';
import { Readable, pipeline } from 'node:stream';
import { DomainError } from '../../../errors/domain-error.js';

/** One file of an archive. */
export interface ZipEntry {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

const MAX_BYTES = 0xffff_ffff;
// 1 January 1980: the same rows give the same archive.
const DOS_DATE = 0x21;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;

interface Written {
  name: Buffer;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

/** A ZIP archive, deflated and streamed. Without ZIP64: entries and the whole stay below 4 GiB. */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Written[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset };
    const header = localHeader(entry.name);
    yield header;
    const deflated = createDeflateRaw();
    // Its failures come out of the iteration; `pipe` would not carry them.
    pipeline(Readable.from(counted(content, entry)), deflated, () => undefined);
    for await (const chunk of deflated as AsyncIterable<Buffer>) {
      entry.compressed += chunk.length;
      yield chunk;
    }
    yield descriptor(entry);
    offset += header.length + entry.compressed + 16;
    if (offset > MAX_BYTES || entry.size > MAX_BYTES) throw tooLarge();
    directory.push(entry);
  }
  const central = Buffer.concat(directory.map(centralHeader));
  yield central;
  yield endOfDirectory(directory.length, central.length, offset);
}

async function* counted(content: ZipEntry['content'], entry: Written): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}

function localHeader(name: Buffer): Buffer {
  return Buffer.concat([
    record([
      [4, 0x04034b50],
      [2, 20],
      [2, FLAGS],
      [2, 8],
      [2, 0],
      [2, DOS_DATE],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ]),
    name,
  ]);
}

function descriptor({ crc, compressed, size }: Written): Buffer {
  return record([
    [4, 0x08074b50],
    [4, crc],
    [4, compressed],
    [4, size],
  ]);
}

function centralHeader({ name, crc, compressed, size, offset }: Written): Buffer {
  const fields: Field[] = [
    [4, 0x02014b50],
    [2, 20],
    [2, 20],
    [2, FLAGS],
    [2, 8],
    [2, 0],
    [2, DOS_DATE],
    [4, crc],
    [4, compressed],
    [4, size],
    [2, name.length],
  ];
  return Buffer.concat([record([...fields, [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name]);
}

function endOfDirectory(entries: number, bytes: number, offset: number): Buffer {
  return record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries],
    [2, entries],
    [4, bytes],
    [4, offset],
    [2, 0],
  ]);
}

/** Width in bytes, and value. */
type Field = [2 | 4, number];

function record(fields: Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let position = 0;
  for (const [width, value] of fields) position = buffer.writeUIntLE(value, position, width);
  return buffer;
}

function tooLarge(): DomainError {
  return new DomainError(
    'impossible',
    'EXPORT_TOO_LARGE',
    'The rows fill more than 4 GiB, too much for an XLSX file. Export them as CSV.',
  );
}
