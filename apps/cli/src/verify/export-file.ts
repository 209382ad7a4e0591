import {
  ANCHORS_FORMAT,
  anchorsSchema,
  AUDIT_FORMAT,
  auditEntrySchema,
  auditHeadSchema,
  exportedFactSchema,
  exportedStatementSchema,
  exportHeadSchema,
  faultLine,
  faultsOf,
  parseJson,
  type ExportedFact,
  type ExportedStatement,
  type ExportHead,
} from '@weibao/exchange';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';

/** The input is not what it should be; the message has a line for each fault. */
export class WrongFile extends Error {}

/** No line of an export comes near this; a file without line ends must not fill the memory. */
const LONGEST_LINE_BYTES = 8 * 1024 * 1024;

export interface ExportFile {
  head: ExportHead;
  statements: readonly ExportedStatement[];
  facts: AsyncGenerator<ExportedFact>;
}

/** Opens an export: its head, and its facts one by one as they are read. Throws WrongFile, which names file, line and what was expected. */
export async function openExport(path: string): Promise<ExportFile> {
  const name = basename(path);
  const lines = linesOf(path);
  const first = await lines.next();
  if (first.done) throw new WrongFile(`${name}: is empty; expected the head of an export on its first line`);
  const head = headOf(first.value, `${name}:1`);
  const statements: ExportedStatement[] = [];
  while (statements.length < head.statements) {
    const place = `${name}:${statements.length + 2}`;
    const line = await lines.next();
    if (line.done)
      throw new WrongFile(`${place}: expected one of ${head.statements} statements, got the end of the file`);
    statements.push(lineOf(exportedStatementSchema, line.value, place));
  }
  return { head, statements, facts: factsOf(lines, name, 1 + statements.length) };
}

/** What a file says that it is, by its first line; undefined where it says nothing of the kind. */
export async function formatOf(path: string): Promise<unknown> {
  const first = await linesOf(path).next();
  const json = first.done ? undefined : parseJson(first.value, basename(path));
  return json?.ok ? formatIn(json.value) : undefined;
}

const formatIn = (value: unknown): unknown => (value as { format?: unknown } | null)?.format;
export const isAudit = (format: unknown): boolean => format === AUDIT_FORMAT;

/** The heads of one contract that a party kept: an export, its first line alone, or a file of anchors, however they are laid out. */
export async function readKeptHeads(path: string, contract: string): Promise<ExportHead['heads']> {
  const name = basename(path);
  const { value, text } = await readJson(
    path,
    'the head of an export (its first line, as it was handed over), or a file of anchors',
  );
  if (formatIn(value) !== ANCHORS_FORMAT) {
    const kept = headOf(text, name);
    if (kept.contract === contract) return kept.heads;
    throw new WrongFile(`--heads: are those of ${kept.contract}, and the export is of ${contract}`);
  }
  const { anchors } = parsedBy(anchorsSchema, value, name);
  const found = anchors.find((anchor) => anchor.contract === contract);
  if (found) return found.heads;
  throw new WrongFile(
    `--heads: ${name} holds anchors of ${anchors.map((one) => one.contract).join(', ') || 'no contract'}, and the export is of ${contract}`,
  );
}

/** The audit as it was exported: where its chain ends, and its entries one by one. */
export async function openAudit(path: string) {
  const name = basename(path);
  const lines = linesOf(path);
  const first = await lines.next();
  if (first.done) throw new WrongFile(`${name}: is empty; expected the head of an audit on its first line`);
  const { head } = lineOf(auditHeadSchema, first.value, `${name}:1`);
  return { head, entries: entriesOf(lines, name) };
}

/** Where the audit stood in an export of it that was kept, or in its first line alone. */
export async function readKeptAudit(path: string) {
  const { value } = await readJson(path, 'the head of an audit (its first line, as it was handed over)');
  return parsedBy(auditHeadSchema, value, basename(path)).head;
}

async function* entriesOf(lines: AsyncGenerator<string>, name: string) {
  let number = 1;
  for await (const line of lines) {
    number += 1;
    yield lineOf(auditEntrySchema, line, `${name}:${number}`);
  }
}

/** The first JSON value of a file, on one line or on many. */
async function readJson(path: string, expected: string): Promise<{ value: unknown; text: string }> {
  const name = basename(path);
  let text = '';
  for await (const line of linesOf(path)) {
    text += `${line}\n`;
    const json = parseJson(text, name);
    if (json.ok) return { value: json.value, text };
    if (text.length > LONGEST_LINE_BYTES) break;
  }
  throw new WrongFile(`${name}: expected ${expected} in JSON`);
}

function headOf(text: string, place: string): ExportHead {
  const json = parseJson(text, place);
  if (!json.ok) throw new WrongFile(json.faults.map(faultLine).join('\n'));
  const parsed = exportHeadSchema.safeParse(json.value);
  if (parsed.success) return parsed.data;
  throw new WrongFile(
    [`${place}: expected the head of an export`, ...faultsOf(parsed.error).map(faultLine)].join('\n'),
  );
}

async function* factsOf(lines: AsyncGenerator<string>, name: string, read: number): AsyncGenerator<ExportedFact> {
  let number = read;
  for await (const line of lines) {
    number += 1;
    yield lineOf(exportedFactSchema, line, `${name}:${number}`);
  }
}

function lineOf<T>(schema: z.ZodType<T>, line: string, place: string): T {
  const json = parseJson(line, place);
  if (!json.ok) throw new WrongFile(json.faults.map(faultLine).join('\n'));
  return parsedBy(schema, json.value, place);
}

function parsedBy<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WrongFile(
    faultsOf(parsed.error)
      .map((fault) => `${place}: ${faultLine(fault)}`)
      .join('\n'),
  );
}

/** Lines by line feed alone: readline would break at U+2028 too, which JSON lets stand inside a text. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 });
  let rest = '';
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE_BYTES)
        throw new WrongFile(`${basename(path)}: has a line above 8 MB; it is no export`);
      for (const line of lines) if (line.trim() !== '') yield line;
    }
  } catch (error) {
    if (error instanceof WrongFile) throw error;
    throw new WrongFile(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  if (rest.trim() !== '') yield rest;
}
