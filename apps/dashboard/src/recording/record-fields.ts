import type { RecordableType, Side } from '@weibao/messages';

/** How a field of a fact is asked for. `key` is a number of one's own, proposed by the form; `instant` a moment in the contract's zone; `year` a service year, 1 and on; `verdict` passed, failed or neither; `yuan` is sent as it is typed, in yuan and fen. */
export type FieldKind =
  | 'key'
  | 'text'
  | 'long-text'
  | 'choice'
  | 'places'
  | 'date'
  | 'instant'
  | 'flag'
  | 'scores'
  | 'clause'
  | 'system'
  | 'subsystem'
  | 'year'
  | 'count'
  | 'quantity'
  | 'yuan'
  | 'verdict';

export interface RecordField {
  name: string;
  kind: FieldKind;
  needed?: boolean;
  options?: readonly string[];
  /** What the options are called, where the contract says so. */
  labels?: Readonly<Record<string, string>>;
  /** Only this side may say it. */
  only?: Side;
  /** What stands there unless told. */
  usual?: string | boolean | readonly string[];
}

export const inspectionKinds = [
  'monthly',
  'quarterly',
  'holiday',
  'event',
  'onsite',
  'online',
  'cloud',
  'video',
  'server-remote',
] as const;
export const dutyKinds = [
  'inspection',
  'backup',
  'drill',
  'event',
  'emergency-review',
  'quarterly-maintenance',
  'follow-up-call',
  'error-fix',
  'release-training',
  'management-training',
  'joint-review',
  'joint-check',
  'risk-assessment',
  'rectification',
  'assessment-rectification',
  'improvement',
  'hospital-backup',
  'meeting',
] as const;
export const approvalKinds = [
  'remote-session',
  'data-change',
  'config-change',
  'staff-change',
  'release',
  'extra-work',
  'leave',
] as const;
export const effortKinds = ['interface-dev', 'new-report'] as const;
export const documentKinds = [
  'inspection-report',
  'fault-report',
  'emergency-report',
  'backup-slip',
  'demand-acceptance',
  'rectification-notice',
  'rca-report',
  'annual-report',
  'fault-records',
  'inspection-reports',
  'demand-list',
  'security-statement',
  'roster',
  'risk-plan',
  'risk-assessment',
  'training-plan',
  'course-list',
  'training-material',
  'implementation-plan',
  'organisation-plan',
  'maintenance-plan',
  'emergency-plan',
  'development-plan',
  'confidentiality-contract',
  'interface-document',
  'table-document',
  'deployment-manual',
  'operations-manual',
  'installation-manual',
  'operation-manual',
  'maintenance-manual',
  'archive',
  'dr-plan',
  'dr-strategy',
  'technical-plan',
  'upgrade-plan',
  'emergency-handbook',
  'data-quality-plan',
  'backup-scheme',
  'om-rules',
  'staff-table',
  'authorisation-letter',
  'version-notes',
  'test-report',
  'demand-form',
  'cure-plan',
  'rectification-report',
  'fm-proof',
  'return-record',
  'extension-contract',
  'repayment-record',
  'destruction-confirmation',
  'breach-stopped',
  'acceptance-form',
  'acceptance-report',
  'purchase-record',
  'contract',
] as const;

/** What the contracts call their rights; one that is not listed is known from where the form was opened. */
export const rightNames = [
  'terminate',
  'vendor-terminate',
  'suspend-payment',
  'replace-vendor',
  'replace-staff',
  'dismiss-staff',
  'fee-reduction',
  'licence',
  'arbitrate',
] as const;

/** What the contracts let one side tell the other in writing; one that is not listed is known from where the form was opened. */
export const noticeNames = [
  'demand',
  'non-renewal',
  'renewal-enquiry',
  'renewal-reminder',
  'renewal-talks',
  'force-majeure',
] as const;
export const noticeChannels = ['hand', 'mail', 'fax', 'email', 'wechat'] as const;

const key = (name: string): RecordField => ({ name, kind: 'key', needed: true });
const text = (name: string, needed = false): RecordField => ({ name, kind: 'text', needed });
const flag = (name: string, usual: boolean): RecordField => ({ name, kind: 'flag', usual });
const choice = (name: string, options: readonly string[], needed = true): RecordField => ({
  name,
  kind: 'choice',
  options,
  needed,
});
const date = (name: string, needed = true): RecordField => ({ name, kind: 'date', needed });
const instant = (name: string, needed = true): RecordField => ({ name, kind: 'instant', needed });
const system: RecordField = { name: 'system', kind: 'system', needed: true };
const year: RecordField = { name: 'year', kind: 'year', needed: true };
const clause: RecordField = { name: 'clause', kind: 'clause', needed: true };
const note: RecordField = { name: 'note', kind: 'long-text' };
/** The hospital records the vendor's people as well as its own. */
const whose: RecordField = { ...choice('of', ['vendor', 'hospital']), usual: 'vendor', only: 'hospital' };
const onSite = flag('onSite', false);
const window = [system, instant('from'), instant('to')];

/** The forms of the duties and ledgers pages: what one is asked for, in the order in which one knows it. */
export const recordFields = {
  'inspection.ended': [choice('kind', inspectionKinds), text('period', true), key('inspection'), note],
  'document.filed': [
    choice('document', documentKinds),
    text('about'),
    flag('stamped', true),
    { name: 'parts', kind: 'places' },
    note,
  ],
  'document.confirmed': [choice('document', documentKinds), text('about'), note],
  'backup.finished': [
    date('day'),
    { ...choice('kind', ['full', 'incremental']), usual: 'full' },
    flag('ok', true),
    { name: 'locations', kind: 'places', options: ['local', 'offsite'], usual: ['local'] },
    { ...flag('confirmed', false), only: 'hospital' },
    note,
  ],
  'restore.tested': [flag('ok', true), note],
  'duty.planned': [choice('kind', dutyKinds), date('dueOn'), text('period'), key('duty'), note],
  'duty.done': [choice('kind', dutyKinds), text('period'), key('duty'), note],
  'duty.signed': [text('duty', true), note],
  'survey.returned': [
    choice('form', ['clinical', 'it-department', 'major-event', 'training']),
    text('department'),
    { name: 'scores', kind: 'scores', needed: false },
    flag('negative', false),
    text('event'),
    note,
  ],
  'scorecard.noted': [
    text('clause', true),
    text('period', true),
    { name: 'times', kind: 'count', needed: true, usual: '1' },
    text('about'),
    note,
  ],
  'assessment.held': [text('period', true), { name: 'passed', kind: 'verdict' }, note],
  'acceptance.applied': [year, note],
  'acceptance.notified': [year, { ...note, needed: true }],
  'acceptance.reapplied': [year, note],
  'right.exercised': [choice('right', rightNames), text('clause'), note],
  'right.let-go': [choice('right', rightNames), text('clause'), { ...note, needed: true }],
  'breach.ruled': [
    clause,
    text('subject'),
    text('period'),
    { name: 'days', kind: 'quantity' },
    { name: 'times', kind: 'quantity' },
    { name: 'amount', kind: 'yuan' },
    text('person'),
    { ...note, needed: true },
  ],
  'loss.claimed': [clause, { name: 'amount', kind: 'yuan', needed: true }, text('subject'), note],
  'notice.served': [
    choice('notice', noticeNames),
    choice('channel', noticeChannels),
    instant('sentAt', false),
    text('about'),
    note,
  ],
  'approval.asked': [choice('kind', approvalKinds), text('about', true), key('approval'), note],
  'approval.given': [choice('kind', approvalKinds), text('about'), key('approval'), note],
  'approval.refused': [text('approval', true), { ...note, needed: true }],
  'staff.changed': [text('post', true), text('person', true), whose, onSite, note],
  'staff.assigned': [text('post', true), text('person', true), whose, onSite, note],
  'staff.absent': [text('post', true), text('person', true), whose, note],
  'effort.spent': [
    choice('kind', effortKinds),
    { name: 'personDays', kind: 'quantity' },
    { name: 'count', kind: 'quantity' },
    text('about'),
    note,
  ],
  'demand.filed': [
    { name: 'subsystem', kind: 'subsystem' },
    {
      ...choice('class', ['ordinary', 'complex', 'consult', 'operation', 'data-fix', 'training', 'upgrade', 'custom']),
      usual: 'ordinary',
    },
    { name: 'summary', kind: 'long-text', needed: true },
    key('demand'),
  ],
  'demand.answered': [text('demand', true), note],
  'demand.agreed': [text('demand', true), instant('deliverBy'), note],
  'demand.changed': [text('demand', true), instant('deliverBy', false), note],
  'demand.delivered': [text('demand', true), note],
  'demand.accepted': [text('demand', true), note],
  'demand.refused': [text('demand', true), note],
  'demand.business-affected': [text('demand', true), note],
  'complaint.verified': [
    text('about', true),
    choice('target', ['department', 'health-commission', 'city-government']),
    key('complaint'),
    note,
  ],
  'defect.confirmed': [key('defect'), note],
  'defect.closed': [text('defect', true), note],
  'security-task.ordered': [date('dueOn'), key('task'), note],
  'security-task.verified': [text('task', true), note],
  'security-task.refused': [text('task', true), note],
  'outage.started': [system, key('outage'), note],
  'outage.ended': [text('outage', true), note],
  'maintenance.agreed': [...window, note],
  'force-majeure.agreed': [...window, note],
  'monitoring.gap': [...window, note],
} as const satisfies Partial<Record<RecordableType, readonly RecordField[]>>;

export type FormType = keyof typeof recordFields;
export const isFormType = (type: string): type is FormType => Object.hasOwn(recordFields, type);
export const fieldsOf = (type: FormType, side: Side | null): RecordField[] =>
  (recordFields[type] as readonly RecordField[]).filter((field) => field.only === undefined || field.only === side);

/** What people prove with a paper, a picture or a letter; the exchange format lets every fact carry files. */
export const takesFiles: ReadonlySet<FormType> = new Set<FormType>([
  'document.filed',
  'document.confirmed',
  'inspection.ended',
  'backup.finished',
  'restore.tested',
  'duty.done',
  'duty.signed',
  'survey.returned',
  'assessment.held',
  'scorecard.noted',
  'acceptance.applied',
  'acceptance.notified',
  'acceptance.reapplied',
  'right.exercised',
  'right.let-go',
  'breach.ruled',
  'loss.claimed',
  'notice.served',
  'demand.delivered',
  'demand.accepted',
  'demand.changed',
  'complaint.verified',
  'security-task.ordered',
  'security-task.verified',
  'approval.asked',
  'approval.given',
  'approval.refused',
  'maintenance.agreed',
  'force-majeure.agreed',
]);
