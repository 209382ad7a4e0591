// Small files that are what their names say, and packages that only say so.

const text = (value: string): Buffer => Buffer.from(value, 'utf8');

export const pdf = (words = 'a report'): Buffer => text(`%PDF-1.4\n% ${words}\n%%EOF\n`);
export const png = (): Buffer => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

export interface Part {
  name: string;
  content?: string;
  /** What the directory says the part becomes; else what it is. */
  says?: number;
  /** What the directory says it takes in the file; else what it does. */
  saysPacked?: number;
  encrypted?: boolean;
}

/** A ZIP file of parts that are stored, not packed; its directory says what it is told to say. */
export function zip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = 'x', says, saysPacked, encrypted } of parts) {
    const [nameBytes, bytes] = [text(name), text(content)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(nameBytes.length, 26);
    local.push(head, nameBytes, bytes);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt32LE(saysPacked ?? bytes.length, 20);
    entry.writeUInt32LE(says ?? bytes.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, nameBytes);
    offset += head.length + nameBytes.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listed, end]);
}
