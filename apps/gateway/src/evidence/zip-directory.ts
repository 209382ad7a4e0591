import type { StagedFile } from './evidence-store.js';

export interface ZipDirectory {
  names: string[];
  encrypted: boolean;
  packedBytes: number; // what the entries say they take in the file
  unpackedBytes: number; // what they say they become
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY_BYTES = 46;
const IN_ZIP64 = 0xffffffff;
const MOST_DIRECTORY_BYTES = 16 * 1024 * 1024;

/** What a ZIP file says of itself at its end; nothing is unpacked. Null where that cannot be read (ZIP64 included, which no letter or table needs). */
export async function zipDirectory(file: Pick<StagedFile, 'bytes' | 'read'>): Promise<ZipDirectory | null> {
  const tailBytes = Math.min(file.bytes, END_BYTES + LONGEST_COMMENT);
  const tail = await file.read(file.bytes - tailBytes, tailBytes);
  const end = endIn(tail);
  if (end === null) return null;
  const { entries, bytes, offset } = end;
  if (bytes > MOST_DIRECTORY_BYTES || offset + bytes > file.bytes) return null;
  const directory = await file.read(offset, bytes);
  const found: ZipDirectory = { names: [], encrypted: false, packedBytes: 0, unpackedBytes: 0 };
  let place = 0;
  while (place + ENTRY_BYTES <= directory.length && directory.readUInt32LE(place) === ENTRY) {
    const packed = directory.readUInt32LE(place + 20);
    const unpacked = directory.readUInt32LE(place + 24);
    if (packed === IN_ZIP64 || unpacked === IN_ZIP64) return null;
    const nameBytes = directory.readUInt16LE(place + 28);
    found.names.push(directory.toString('utf8', place + ENTRY_BYTES, place + ENTRY_BYTES + nameBytes));
    found.encrypted ||= (directory.readUInt16LE(place + 8) & 1) === 1;
    found.packedBytes += packed;
    found.unpackedBytes += unpacked;
    place += ENTRY_BYTES + nameBytes + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
  }
  return found.names.length === entries ? found : null;
}

/** The last end record whose comment ends with the file. */
function endIn(tail: Buffer): { entries: number; bytes: number; offset: number } | null {
  for (let place = tail.length - END_BYTES; place >= 0; place -= 1) {
    if (tail.readUInt32LE(place) !== END) continue;
    if (place + END_BYTES + tail.readUInt16LE(place + 20) !== tail.length) continue;
    return {
      entries: tail.readUInt16LE(place + 10),
      bytes: tail.readUInt32LE(place + 12),
      offset: tail.readUInt32LE(place + 16),
    };
  }
  return null;
}
