/** What stands once, and the fields that say of which thing. Decisions and payments may follow one another: see their rules. */
const onceAThing: Readonly<Record<string, readonly string[]>> = {
  'acceptance.applied': ['year'],
  'acceptance.held': ['year'],
  'acceptance.notified': ['year'],
  'acceptance.reapplied': ['year'],
  'acceptance.reheld': ['year'],
  'assessment.held': ['period'],
  'payment.application-filed': ['payment'],
  'right.exercised': ['right', 'clause'],
  'record.started': [],
  'fact.withdrawn': ['fact'],
  'fact.confirmed': ['fact'],
};

/** What must not stand twice in a contract's record; null: may stand any number of times. */
export function onceKeyOf(fact: { type: string } & Record<string, unknown>): string | null {
  const fields = onceAThing[fact.type];
  return fields === undefined ? null : [fact.type, ...fields.map((field) => String(fact[field]))].join(':');
}
