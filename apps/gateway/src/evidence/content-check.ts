import type { Refusal } from '@weibao/messages';
import { empty, expands, hasMacros, otherContent, unreadable } from './evidence.refusals.js';
import type { StagedFile } from './evidence-store.js';
import type { FileType } from './file-types.js';
import { zipDirectory } from './zip-directory.js';

const HEAD_BYTES = 64 * 1024;
const MOST_PARTS = 10_000;
/** A table of figures shrinks thirtyfold; what becomes a hundred times itself, or fills a disk, is no document. */
const MOST_TIMES = 100;
const FREE_BYTES = 50 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;

type Looked = Pick<StagedFile, 'bytes' | 'read' | 'content'>;

/** Why a file is not what its name says, or must not be kept; null when all is well. Nothing is unpacked or run. */
export async function contentRefusal(file: Looked, type: FileType): Promise<Refusal | null> {
  if (file.bytes === 0) return empty();
  const head = await file.read(0, HEAD_BYTES);
  const ending = type.endings[0] as string;
  const mismatch = () => otherContent(ending, looksLike(head));
  switch (type.content) {
    case 'pdf':
      return head.subarray(0, 5).equals(Buffer.from('%PDF-')) ? null : mismatch();
    case 'png':
      return startsWith(head, PNG) ? null : mismatch();
    case 'jpeg':
      return startsWith(head, JPEG) ? null : mismatch();
    case 'package':
      return startsWith(head, ZIP) ? packageRefusal(file, type) : mismatch();
    case 'text':
      return !isActive(head) && (await isText(file)) ? null : mismatch();
    case 'mail':
      return isMail(head) && (await isText(file)) ? null : mismatch();
  }
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const startsWith = (head: Buffer, signature: readonly number[]): boolean =>
  signature.every((byte, index) => head[index] === byte);

async function packageRefusal(file: Looked, type: FileType): Promise<Refusal | null> {
  const ending = type.endings[0] as string;
  const directory = await zipDirectory(file);
  if (!directory || directory.encrypted || directory.names.length > MOST_PARTS) return unreadable(ending);
  const { names, packedBytes, unpackedBytes } = directory;
  // Parts that together are larger than the file lie over each other: the way to make a bomb whose ratios look harmless.
  const absurd =
    packedBytes > file.bytes ||
    unpackedBytes > MOST_UNPACKED_BYTES ||
    (unpackedBytes > FREE_BYTES && unpackedBytes > MOST_TIMES * file.bytes);
  if (absurd) return expands(unpackedBytes);
  if (!names.includes(type.part ?? '')) return otherContent(ending, 'ZIP');
  if (names.some((name) => name.startsWith('/') || name.split(/[/\\]/).includes('..'))) return unreadable(ending);
  return names.some((name) => /(vbaProject\.bin|\.(exe|dll|js|vbs|bat|cmd|ps1|hta|jar))$/i.test(name))
    ? hasMacros(ending)
    : null;
}

/** What a browser or a shell would run, whatever its name is. */
const isActive = (head: Buffer): boolean =>
  /^\s*(<!doctype|<html|<script|<svg|<\?xml|<\?php|<%|#!|MZ|\x7fELF)/i.test(
    head
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
      .slice(0, 1000),
  );

function isMail(head: Buffer): boolean {
  const header = head.toString('latin1').split(/\r?\n\r?\n/)[0] ?? '';
  return /^[\w-]+:/.test(header) && /^from:/im.test(header) && /^(date|subject|message-id):/im.test(header);
}

/** Text as Chinese offices write it: UTF-8, or GB 18030 as spreadsheets export it; never with a zero byte. */
async function isText(file: Looked): Promise<boolean> {
  const decoders = ['utf-8', 'gb18030'].map((name) => new TextDecoder(name, { fatal: true }));
  let open = decoders;
  for await (const chunk of file.content()) {
    if (chunk.includes(0)) return false;
    open = open.filter((decoder) => decodes(decoder, chunk));
    if (open.length === 0) return false;
  }
  return open.some((decoder) => decodes(decoder));
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** For the refusal only: what a person would find in it. */
function looksLike(head: Buffer): string | null {
  const known: [string, boolean][] = [
    ['PDF', head.subarray(0, 5).equals(Buffer.from('%PDF-'))],
    ['PNG', startsWith(head, PNG)],
    ['JPEG', startsWith(head, JPEG)],
    ['ZIP', startsWith(head, ZIP)],
    ['EXE', startsWith(head, [0x4d, 0x5a])],
    ['ELF', startsWith(head, [0x7f, 0x45, 0x4c, 0x46])],
    ['HTML/XML', /^\s*</.test(head.toString('latin1').slice(0, 200))],
  ];
  return known.find(([, fits]) => fits)?.[0] ?? null;
}
