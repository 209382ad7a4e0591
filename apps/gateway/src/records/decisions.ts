import { recorders, type RecordableType } from '@weibao/messages';

/** Rulings, acceptances and payments carry the time they happened; what carries the server's is a decision by that. */
const others: readonly string[] = [
  'breach.ruled',
  'right.exercised',
  'payment.made',
  'acceptance.held',
  'acceptance.reheld',
];

/** What somebody answers for: the audit says who recorded it, from where, besides the record itself. */
export const isDecision = (type: RecordableType): boolean => !recorders[type].backDated || others.includes(type);
