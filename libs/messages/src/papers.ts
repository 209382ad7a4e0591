/** The papers that are printed from the facts, signed and sealed; each is filed as the document of the same name. */
export const paperKinds = [
  'inspection-report',
  'fault-report',
  'backup-slip',
  'demand-acceptance',
  'rectification-notice',
  'acceptance-form',
  'acceptance-report',
] as const;
export type PaperKind = (typeof paperKinds)[number];
