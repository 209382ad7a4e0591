import { canonicalJson, idFromTheDoor, type Fact } from '@weibao/exchange';
import { MAX_MESSAGE_BYTES, ownerOf, type Service } from '@weibao/messages';
import { createHash } from 'node:crypto';

/** Room for the envelope around the facts of one message. */
const ENVELOPE_BYTES = 4096;
export const CHUNK_BYTES = MAX_MESSAGE_BYTES - ENVELOPE_BYTES;
export const CHUNK_FACTS = 500;

/** A fact of an import, with its place in what was sent and the service that it goes to. */
export interface Placed {
  fact: Fact;
  index: number;
  service: Service;
}

export interface Chunk {
  service: Service;
  commandId: string;
  items: Placed[];
}

const isAboutFact = (fact: Fact): fact is Extract<Fact, { type: 'fact.withdrawn' | 'fact.confirmed' }> =>
  fact.type === 'fact.withdrawn' || fact.type === 'fact.confirmed';

/** Finds the fact at the end of a chain of withdrawals and confirmations, and how long the chain is; null when it ends nowhere or in itself. */
function target(fact: Fact, byId: ReadonlyMap<string, Fact>): { fact: Fact; hops: number } | null {
  const seen = new Set<string>();
  let current = fact;
  while (isAboutFact(current)) {
    const next = byId.get(current.fact);
    if (!next || seen.has(current.fact)) return null;
    seen.add(current.fact);
    current = next;
  }
  return { fact: current, hops: seen.size };
}

export const factsById = (facts: readonly Fact[]): Map<string, Fact> =>
  new Map(facts.flatMap((fact) => (fact.id === undefined ? [] : [[fact.id, fact] as const])));

/** A fact belongs to the owner of its type; one about another fact to whoever owns that one; null when nobody knows that one. */
export function ownerOfFact(fact: Fact, byId: ReadonlyMap<string, Fact>): Service | null {
  const found = target(fact, byId);
  return found && ownerOf(found.fact.type);
}

const reporting = new Set([
  'incident.reported',
  'outage.started',
  'demand.filed',
  'defect.confirmed',
  'security-task.ordered',
  'duty.planned',
  'duty.done',
]);

/** What others name goes first: reports, then what follows them, then what withdraws or confirms, the shorter chain before the longer. */
function rank(fact: Fact, byId: ReadonlyMap<string, Fact>): number {
  if (reporting.has(fact.type)) return 0;
  return isAboutFact(fact) ? 1 + (target(fact, byId)?.hops ?? 0) : 1;
}

/** A decision may name an incident or a duty, so that billing-svc comes last; the others name nothing of each other's. */
const order: readonly Service[] = ['incident', 'inspection', 'billing'];

export const bytesOf = (fact: Fact): number => Buffer.byteLength(JSON.stringify(fact)) + 1; // and its comma

/**
 * Cuts an import into messages by owner, each below the size that travels, what others name before what names it. The command ids follow from
 * the import's, so that the same import sent again is the same commands.
 */
export function splitImport(
  items: readonly Placed[],
  commandId: string,
  limits = { bytes: CHUNK_BYTES, facts: CHUNK_FACTS },
): Chunk[] {
  const byId = factsById(items.map(({ fact }) => fact));
  const ranked = items
    .map((item) => ({ item, rank: rank(item.fact, byId) }))
    .sort((one, other) => one.rank - other.rank || one.item.index - other.item.index);
  return order.flatMap((service) => {
    const chunks: Chunk[] = [];
    let bytes = 0;
    for (const { item } of ranked) {
      if (item.service !== service) continue;
      const size = bytesOf(item.fact);
      const last = chunks.at(-1);
      if (!last || bytes + size > limits.bytes || last.items.length >= limits.facts) {
        chunks.push({ service, commandId: `${commandId}.${service}.${chunks.length + 1}`, items: [item] });
        bytes = size;
      } else {
        last.items.push(item);
        bytes += size;
      }
    }
    return chunks;
  });
}

/**
 * Facts that came without an id get one from what they say, counted where several say the same: the same file imported twice is the same facts,
 * and two tests on one morning stay two.
 */
export function withIds(facts: readonly Fact[]): Fact[] {
  const times = new Map<string, number>();
  return facts.map((fact) => {
    if (fact.id !== undefined) return fact;
    const digest = createHash('sha256').update(canonicalJson(fact)).digest('hex').slice(0, 24);
    const count = (times.get(digest) ?? 0) + 1;
    times.set(digest, count);
    return { ...fact, id: idFromTheDoor(digest, count) };
  });
}

/** The id of an import that came without one: what it says. */
export const commandIdOf = (contract: string, facts: readonly Fact[]): string =>
  `import-${createHash('sha256').update(canonicalJson({ contract, facts })).digest('hex').slice(0, 32)}`;
