import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import { mustBeInProportion, unreadable } from './limits.ts';

/** A file within a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 10_000;

/** The files of an archive, from its directory; ZIP64 is not read (a workbook of 4 GB is no data set). */
export function zipEntries(path: string, name: string): Map<string, ZipEntry> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, 66_000));
    readSync(file, tail, 0, tail.length, size - tail.length);
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
    if (end < 0) throw unreadable(name, 1, 1, 'This is no workbook: it does not end as a ZIP archive does.');
    const count = tail.readUInt16LE(end + 10);
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (count > MOST_ENTRIES || start + length > size)
      throw unreadable(name, 1, 1, 'The directory of this ZIP archive is broken.');
    const directory = Buffer.alloc(length);
    readSync(file, directory, 0, length, start);
    const entries = new Map<string, ZipEntry>();
    for (let at = 0; at + 46 <= length && directory.readUInt32LE(at) === ENTRY;) {
      const nameLength = directory.readUInt16LE(at + 28);
      const entry = {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        unpacked: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      };
      entries.set(entry.name, entry);
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } finally {
    closeSync(file);
  }
}

/** The text of a file within an archive, in pieces. What the directory says of its size is not believed: it is counted. */
export async function* zipText(path: string, name: string, entry: ZipEntry): AsyncGenerator<string> {
  const head = Buffer.alloc(30);
  const file = openSync(path, 'r');
  readSync(file, head, 0, 30, entry.offset);
  closeSync(file);
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (entry.packed === 0) return;
  const source = createReadStream(path, { start, end: start + entry.packed - 1 });
  const decoder = new TextDecoder('utf-8');
  let unpacked = 0;
  const stream = entry.method === 0 ? source : source.pipe(createInflateRaw());
  try {
    for await (const chunk of stream) {
      unpacked += (chunk as Buffer).length;
      mustBeInProportion(`${name}(${entry.name})`, entry.packed, unpacked);
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw unreadable(name, 1, 1, `${entry.name} within it is broken (${code}).`);
  } finally {
    source.destroy();
    stream.destroy();
  }
}
