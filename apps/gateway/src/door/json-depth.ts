/** Nothing that people or programs send us is deeper than a dozen; an amendment of terms is the deepest. */
export const DEEPEST = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether lists and objects stand in each other deeper than `deepest`. Asked of the text, before it is parsed: schemas, canonical JSON and JSON.stringify
 * call themselves for each level, and tens of thousands of brackets fit into an allowed body. A text that is no JSON gets some answer; parsing refuses it.
 */
export function isDeeperThan(deepest: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) inString = false;
    } else if (sign === QUOTE) inString = true;
    // [ { open and ] } close: 0x5b 0x7b, 0x5d 0x7d differ in one bit.
    else if ((sign | 0x20) === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if ((sign | 0x20) === 0x7d) depth -= 1;
  }
  return false;
}
