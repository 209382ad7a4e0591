import type { Fact } from '@weibao/exchange';
import type { Signal, StoredFact } from '@weibao/messages';
import type { EventContent } from './event-ring.js';

/** The fields by which a fact names what it is about, most telling first. */
const subjectFields = [
  'incident',
  'outage',
  'demand',
  'complaint',
  'defect',
  'task',
  'inspection',
  'duty',
  'approval',
  'document',
  'payment',
  'notice',
  'system',
  'fact',
  'period',
] as const;

/** What listeners are told of a fact: that it is there. Its free text and its details are asked for by those who may. */
export function factEvent(stored: StoredFact): EventContent {
  const fact = JSON.parse(stored.body) as Fact & Record<string, unknown>;
  const named = subjectFields.find((field) => typeof fact[field] === 'string');
  const { service, contract, position } = stored;
  return {
    contract,
    name: 'fact',
    data: { service, contract, position, type: fact.type, fact: fact.id ?? null, subject: named ? fact[named] : null },
    fact: { service, position },
    ...(typeof fact['incident'] === 'string' ? { incident: fact['incident'] } : {}),
    ...(fact.type === 'incident.reported'
      ? { reportedFrom: { institution: fact['institution'], department: fact['department'] } }
      : {}),
  };
}

/** `clock.missed.v1` is told as the event `clock.missed`. */
export function signalEvent(signal: Signal): EventContent {
  const { contract, kind, subject } = signal;
  const isOfClock = kind.startsWith('clock.');
  return { contract, name: kind.replace(/\.v\d+$/, ''), data: signal, ...(isOfClock ? { incident: subject } : {}) };
}

export const changesParties = (content: EventContent): boolean => {
  const { type } = content.data as { type?: unknown };
  return content.name === 'fact' && (type === 'contract.registered' || type === 'contract.amended');
};
