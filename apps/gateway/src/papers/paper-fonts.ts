import type * as Fontkit from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { trueTypeOf } from './woff.js';

const require = createRequire(import.meta.url);
const fileOf = (weight: 400 | 700): string =>
  require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`);

export interface PaperFonts {
  normal: Buffer;
  bold: Buffer;
  /** Which of the characters of a text the font cannot print, each once. */
  lacks(text: string): string[];
}

let opened: PaperFonts | null = null;

/** Noto Sans SC, unpacked at the first paper and kept: 7,947 characters, among them all of GB 2312. */
export function paperFonts(): PaperFonts {
  if (opened) return opened;
  const [normal, bold] = [trueTypeOf(readFileSync(fileOf(400))), trueTypeOf(readFileSync(fileOf(700)))];
  const font = (require('fontkit') as typeof Fontkit).create(normal) as Fontkit.Font;
  opened = {
    normal,
    bold,
    lacks: (text) =>
      [...new Set(text)].filter((sign) => sign !== '\n' && !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)),
  };
  return opened;
}
