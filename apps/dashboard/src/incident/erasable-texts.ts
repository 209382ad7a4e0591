import { ERASED_TEXT, type IncidentDetail } from '@weibao/messages';

const fields = ['summary', 'note', 'fileName'] as const;
export type TextField = (typeof fields)[number];

/** The free texts of an entry that still stand: what may be erased of it. */
export function textsOf({ fact }: Pick<IncidentDetail['history'][number], 'fact'>): TextField[] {
  const told: Record<string, unknown> = { ...fact };
  return fields.filter((field) => typeof told[field] === 'string' && told[field] !== ERASED_TEXT);
}
