import type { ChainHead, ExportedFact, ExportHead } from '@weibao/exchange';
import { ChainCheck, idOf, type Anchor, type ChainFaultKind } from './chain-check.js';
import { checkTexts, type TextFaultKind } from './text-check.js';

export interface RecordFault {
  kind: ChainFaultKind | TextFaultKind | 'file-bent' | 'file-missing';
  service: string;
  position: number;
  fact: string | null;
  field?: string;
  keptBy?: string;
}

export interface ErasedText {
  service: string;
  position: number;
  fact: string | null;
  field: string;
  at: string;
  reason: string;
}

export interface Verdict {
  contract: string;
  chains: { service: string; position: number; hash: string }[];
  /** Empty when the record is whole; in the order of the file, of each chain the first one. */
  faults: RecordFault[];
  erased: ErasedText[];
  withheld: number;
}

/** What the other party kept: heads of the same contract, from an earlier export or a statement. */
export type KeptHeads = Readonly<Record<string, ChainHead>>;

/** Before the number of a statement that speaks against a chain. */
export const FROZEN = 'statement ';

/** More faults than anybody reads are counted no further. */
const MOST_TEXT_FAULTS = 100;

/** Checks a record line by line: each service's chain, the texts beside it, and the heads that the file, the services and the other party keep. */
export class RecordCheck {
  private readonly chains = new Map<string, ChainCheck>();
  private readonly textFaults: RecordFault[] = [];
  private readonly erased: ErasedText[] = [];
  private withheld = 0;

  constructor(
    private readonly head: ExportHead,
    private readonly kept: KeptHeads = {},
    /** The heads on which statements were frozen, by their number. */
    private readonly frozen: Readonly<Record<string, KeptHeads>> = {},
  ) {
    const named = [head.heads, kept, ...Object.values(frozen), ...Object.values(head.witnesses)].flatMap((heads) =>
      Object.keys(heads),
    );
    for (const service of new Set(named)) this.chainOf(service);
  }

  take(line: ExportedFact): void {
    this.chainOf(line.service).take(line);
    const body = objectOf(line.body);
    if (!body) return; // the chain says that it is bent
    const about = { service: line.service, position: line.position, fact: idOf(line.body) };
    const { faults, erased, withheld } = checkTexts(line, body);
    for (const fault of faults)
      if (this.textFaults.length < MOST_TEXT_FAULTS) this.textFaults.push({ ...about, ...fault });
    this.erased.push(...erased.map((text) => ({ ...about, ...text })));
    this.withheld += withheld.length;
  }

  end(): Verdict {
    const ended = [...this.chains].map(([service, chain]) => ({ service, ...chain.end() }));
    const faults = ended.flatMap(({ service, fault }): RecordFault[] => {
      const texts = this.textFaults.filter((one) => one.service === service);
      return [...(fault ? [{ service, ...fault }] : []), ...texts].sort((a, b) => a.position - b.position);
    });
    return {
      contract: this.head.contract,
      chains: ended.map(({ service, position, hash }) => ({ service, position, hash })),
      faults,
      erased: this.erased,
      withheld: this.withheld,
    };
  }

  private chainOf(service: string): ChainCheck {
    let chain = this.chains.get(service);
    if (!chain) {
      chain = new ChainCheck(this.head.heads[service] ?? { position: 0, hash: '' }, this.anchorsOf(service));
      this.chains.set(service, chain);
    }
    return chain;
  }

  private anchorsOf(service: string): Anchor[] {
    const kept = this.kept[service];
    const seen = Object.entries(this.head.witnesses).map(([witness, heads]) => ({
      keptBy: witness,
      head: heads[service],
    }));
    const frozen = Object.entries(this.frozen).map(([statement, heads]) => ({
      keptBy: `${FROZEN}${statement}`,
      head: heads[service],
    }));
    return [{ keptBy: 'heads', head: kept }, ...frozen, ...seen].flatMap(({ keptBy, head }) =>
      head && head.position > 0 ? [{ ...head, keptBy }] : [],
    );
  }
}

function objectOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
