/**
 * Where a text stops being JSON: the offset of the first character that cannot stand there, the text's length where it ends too early.
 * JSON.parse knows, but says so only in some of its messages, and otherwise in every version of Node.
 */
export function jsonFaultOffset(text: string): number {
  const scanner = new Scanner(text);
  try {
    scanner.value();
    scanner.space();
    return scanner.at;
  } catch (stopped) {
    if (stopped instanceof Stop) return stopped.at;
    throw stopped;
  }
}

class Stop {
  constructor(readonly at: number) {}
}

const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
const DEEPEST = 500;

class Scanner {
  at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  value(): void {
    this.space();
    const first = this.text[this.at];
    if (first === '{') this.list('}', () => this.member());
    else if (first === '[') this.list(']', () => this.value());
    else if (!this.take(first === '"' ? STRING : WORD) && !this.take(NUMBER)) throw new Stop(this.at);
  }

  space(): void {
    this.take(SPACE);
  }

  private member(): void {
    this.space();
    if (!this.take(STRING)) throw new Stop(this.at);
    this.space();
    this.expect(':');
    this.value();
  }

  private list(end: string, item: () => void): void {
    if ((this.depth += 1) > DEEPEST) throw new Stop(this.at);
    this.at += 1;
    this.space();
    if (this.text[this.at] !== end)
      for (;;) {
        item();
        this.space();
        if (this.text[this.at] === end) break;
        this.expect(',');
      }
    this.at += 1;
    this.depth -= 1;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw new Stop(this.at);
    this.at += 1;
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.at += found[0].length;
    return true;
  }
}
