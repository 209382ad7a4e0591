import type { PdfPart } from '@weibao/papers';
import { createRequire } from 'node:module';
import { paperFonts } from './paper-fonts.js';

interface PdfMake {
  virtualfs: { writeFileSync(name: string, content: Buffer): void };
  setFonts(fonts: Record<string, Record<'normal' | 'bold', string>>): void;
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
  createPdf(definition: PdfPart): { getBuffer(): Promise<Buffer> };
}
let maker: PdfMake | null = null;

/** Loaded with the first paper: a gateway that prints nothing needs none of it. A document can fetch neither files nor addresses. */
function pdfMake(): PdfMake {
  if (!maker) {
    maker = createRequire(import.meta.url)('pdfmake') as PdfMake;
    const { normal, bold } = paperFonts();
    maker.virtualfs.writeFileSync('normal.ttf', normal);
    maker.virtualfs.writeFileSync('bold.ttf', bold);
    maker.setFonts({ Paper: { normal: 'normal.ttf', bold: 'bold.ttf' } });
    maker.setUrlAccessPolicy(() => false);
    maker.setLocalAccessPolicy(() => false);
  }
  return maker;
}

/** The PDF of a document, or the characters in it that the font lacks: better no paper than one with holes in it. */
export async function printPdf(
  definition: PdfPart,
): Promise<{ ok: true; bytes: Buffer } | { ok: false; lacks: string[] }> {
  const lacks = paperFonts().lacks(textsOf(definition).join(''));
  if (lacks.length > 0) return { ok: false, lacks };
  return {
    ok: true,
    bytes: await pdfMake().createPdf(definition).getBuffer(),
  };
}

/** Every text that is printed, wherever it stands in the document. */
function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : textsOf(value),
  );
}
