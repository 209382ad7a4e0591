/** What stands once, and the field that says of which thing. Backups, tests, documents and surveys may come any number of times. */
const onceAThing: Readonly<Record<string, string>> = {
  'inspection.started': 'inspection',
  'inspection.ended': 'inspection',
  'inspection.finding-noted': 'finding',
  'duty.planned': 'duty',
  'duty.done': 'duty',
  'duty.signed': 'duty',
  'approval.asked': 'approval',
  'approval.given': 'approval',
  'approval.refused': 'approval',
  'fact.withdrawn': 'fact',
  'fact.confirmed': 'fact',
};

/** What must not stand twice in a contract's record; null: may stand any number of times. */
export function onceKeyOf(fact: { type: string } & Record<string, unknown>): string | null {
  const field = onceAThing[fact.type];
  return field === undefined ? null : `${fact.type}:${String(fact[field])}`;
}
