import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { mustBeInProportion, unreadable } from './limits.ts';

/** Encodings a mapping may name. `utf-8` also reads the byte order marks of UTF-16. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'latin-1',
  'cp1250',
  'cp1251',
  'cp1252',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes read at once: their rows are in memory together, which takes many times as much. */
const PIECE = 64 * 1024;

/** The first bytes of a file. */
export function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

export const isGzip = (path: string): boolean => firstBytes(path, 2).equals(Buffer.from([0x1f, 0x8b]));

/**
 * The bytes of a file, unpacked where it is gzip, in pieces; `read` is told how many bytes of the file itself have been
 * read so far. Rejects with BAD_DATA for a bomb or a broken archive.
 */
export async function* bytesOf(path: string, name: string, read?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: PIECE });
  let packed = 0;
  source.on('data', (chunk) => {
    packed += chunk.length;
    read?.(packed);
  });
  if (!isGzip(path)) {
    for await (const chunk of source) yield chunk as Buffer;
    return;
  }
  const unpacked = createGunzip({ chunkSize: PIECE });
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  let bytes = 0;
  try {
    for await (const chunk of unpacked) {
      bytes += (chunk as Buffer).length;
      mustBeInProportion(name, packed, bytes);
      yield chunk as Buffer;
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw unreadable(name, 1, 1, `This gzip file is broken (${code}). Fetch it again.`);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/**
 * The text of a file, in pieces, without its byte order mark. Rejects with BAD_DATA, and the place, where a byte has no
 * meaning in the encoding, or is NUL.
 */
export async function* textOf(
  path: string,
  name: string,
  encoding: Encoding,
  read?: (bytes: number) => void,
): AsyncGenerator<string> {
  let decode: ((bytes: Buffer, more: boolean) => string) | undefined;
  let line = 1;
  let column = 1;
  for await (const bytes of bytesOf(path, name, read)) {
    decode ??= decoder(byMark(bytes, encoding), () => ({ line, column }), name);
    const text = decode(bytes, true);
    const nul = text.indexOf('\0');
    if (nul !== -1) {
      const at = advance({ line, column }, text.slice(0, nul));
      throw unreadable(
        name,
        at.line,
        at.column,
        'A NUL character: this is no text, or in another encoding (utf-16le?). Say `encoding` in the mapping.',
      );
    }
    ({ line, column } = advance({ line, column }, text));
    if (text !== '') yield text;
  }
  const rest = decode?.(Buffer.alloc(0), false) ?? '';
  if (rest !== '') yield rest;
}

/** The encoding a byte order mark tells, where there is one. */
function byMark(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8' && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (encoding === 'utf-8' && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return encoding;
}

function decoder(
  encoding: string,
  place: () => { line: number; column: number },
  name: string,
): (bytes: Buffer, more: boolean) => string {
  if (encoding === 'latin-1') return (bytes) => bytes.toString('latin1');
  const label = encoding.replace(/^cp/, 'windows-');
  const strict = new TextDecoder(label, { fatal: true });
  return (bytes, more) => {
    try {
      return strict.decode(bytes, { stream: more });
    } catch {
      const text = new TextDecoder(label).decode(bytes);
      const at = advance(place(), text.slice(0, Math.max(text.indexOf('\uFFFD'), 0)));
      throw unreadable(
        name,
        at.line,
        at.column,
        `A byte that is no ${encoding}. Say \`encoding\` in the mapping: ${ENCODINGS.join(', ')}.`,
      );
    }
  };
}

/** The place after a piece of text. A lone CR ends a line as LF does. */
export function advance(from: { line: number; column: number }, text: string): { line: number; column: number } {
  let { line } = from;
  let begin = 0;
  let [lf, cr] = [text.indexOf('\n'), text.indexOf('\r')];
  while (lf !== -1 || cr !== -1) {
    const isCr = cr !== -1 && (lf === -1 || cr < lf);
    begin = (isCr && lf !== cr + 1 ? cr : lf) + 1;
    line++;
    if (isCr) cr = text.indexOf('\r', begin);
    if (lf < begin && lf !== -1) lf = text.indexOf('\n', begin);
  }
  return { line, column: (begin === 0 ? from.column : 1) + text.length - begin };
}
