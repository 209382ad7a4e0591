import type { FactType } from '@weibao/exchange';
import type { Actor, ActorRole, Allowed, Part, Role } from './envelope.js';
import { ownerOf, services, type Service } from './subjects.js';

/** The two sides of a contract: customer and user are the hospital's, whatever the institution is called. */
export type Side = 'hospital' | 'vendor';

/** Who may record a type of fact by a command, and how. */
export interface Recorder {
  /** The roles of the hospital's side; none: only the vendor says it. */
  hospital: readonly Role[];
  vendor: boolean;
  /** The platform's system administrator may, too: what concerns the contract as a record. */
  administrator: boolean;
  /** May be said by a monitor (`by: "monitor"`), through the token of an account that may record it. */
  monitor: boolean;
  /** May be said through a survey link of the hospital's, by a department without an account. */
  link: boolean;
  /** False: a decision, whose moment is the server's. The vendor's back-dated entries count as unconfirmed until the hospital confirms them. */
  backDated: boolean;
  /** Fields that a person has to give although the exchange format lets them be absent. */
  needs: readonly string[];
}

type Who = Partial<Omit<Recorder, 'hospital' | 'needs'>>;
/** The head of the IT department does everything of the hospital's. */
const entry = (hospital: readonly Role[], who: Who = {}, ...needs: string[]): Recorder => ({
  hospital: hospital.length > 0 ? [...hospital, 'it-head'] : hospital,
  vendor: false,
  administrator: false,
  monitor: false,
  link: false,
  backDated: true,
  ...who,
  needs,
});
const head = (who: Who = {}, ...needs: string[]): Recorder => ({ ...entry([], who, ...needs), hospital: ['it-head'] });
const both: Who = { vendor: true };
const ofTheRecord: Who = { administrator: true, backDated: false };

/** What has no entry here has a command of its own (ownCommandOf). */
export const recorders = {
  'outage.started': entry(['duty-desk', 'inspector'], { monitor: true }, 'system'),
  'outage.ended': entry(['duty-desk', 'inspector'], { monitor: true }),
  'maintenance.agreed': entry(['duty-desk'], both, 'from', 'to'),
  'force-majeure.agreed': entry(['duty-desk'], both, 'from', 'to'),
  'monitoring.gap': entry(['duty-desk', 'inspector'], { monitor: true }, 'from', 'to'),
  'demand.filed': entry(['duty-desk'], both),
  'demand.answered': entry(['duty-desk'], both),
  'demand.delivered': entry(['duty-desk'], both),
  'demand.refused': entry(['duty-desk'], both), // the vendor declines to do it
  'demand.agreed': entry(['duty-desk'], both, 'deliverBy'),
  'demand.changed': entry(['duty-desk'], both),
  'demand.accepted': entry(['duty-desk']),
  'demand.business-affected': entry(['duty-desk']),
  'complaint.verified': entry(['duty-desk'], {}, 'about', 'target'),
  'defect.confirmed': entry(['duty-desk', 'inspector']),
  'defect.closed': entry(['duty-desk', 'inspector']),
  'security-task.ordered': head({}, 'dueOn'),
  'security-task.verified': head(),
  'security-task.refused': head(),

  'backup.finished': entry(['inspector'], { vendor: true, monitor: true }, 'kind', 'ok'),
  'restore.tested': entry(['inspector'], both),
  'inspection.started': entry(['inspector'], both, 'kind', 'period'),
  'inspection.finding-noted': entry(['inspector'], both, 'inspection', 'risk', 'summary'),
  'inspection.finding-closed': entry(['inspector'], both),
  'inspection.finding-verified': entry(['inspector'], {}, 'passed'),
  'inspection.ended': entry(['inspector'], both, 'kind', 'period'),
  'duty.planned': entry(['inspector'], {}, 'kind', 'dueOn'),
  'duty.done': entry(['inspector'], both, 'kind'),
  'duty.signed': entry(['inspector']),
  'document.filed': entry(['inspector', 'duty-desk', 'finance'], both),
  'document.confirmed': entry(['inspector', 'finance']),
  'survey.returned': entry(['inspector'], { link: true }), // what a form needs, the contract says
  'approval.asked': entry(['inspector', 'duty-desk'], both, 'kind', 'about'),
  'approval.given': entry(['inspector'], {}, 'kind'),
  'approval.refused': entry(['inspector']),
  'staff.changed': entry(['inspector'], both),
  'staff.assigned': entry(['inspector'], both),
  'staff.absent': entry(['inspector'], both),
  'effort.spent': entry(['inspector'], both),

  'scorecard.noted': entry(['inspector']),
  'assessment.held': head(),
  'acceptance.applied': head(both),
  'acceptance.held': head({}, 'passed'),
  'acceptance.notified': head(),
  'acceptance.reapplied': head(both),
  'acceptance.reheld': head({}, 'passed'),
  'invoice.received': entry(['finance'], {}, 'amount'),
  'payment.application-filed': entry(['finance']),
  'payment.made': entry(['finance'], {}, 'amount'),
  'breach.ruled': head(),
  'loss.claimed': entry(['finance'], both, 'amount'),
  'notice.served': entry(['finance'], both),
  'right.exercised': head(both),
  'right.let-go': head({ ...both, backDated: false }),
  'deduction.decided': entry(['finance'], { vendor: true, backDated: false }, 'outcome'), // the vendor only disputes
  'contract.amended': head(ofTheRecord, 'changes'),
  'reading.chosen': head(ofTheRecord, 'value'),
  'calendar.published': head(ofTheRecord, 'holidays', 'workdays'),
  'record.started': head(ofTheRecord),
} as const satisfies Partial<Record<FactType, Recorder>>;

export type RecordableType = keyof typeof recorders;
export const recordableTypes = Object.keys(recorders) as RecordableType[];
export const isRecordable = (type: string): type is RecordableType => Object.hasOwn(recorders, type);

/** The command by which a type is recorded that has no entry above; null for a type that nobody knows. */
export function ownCommandOf(type: string): string | null {
  const commands: Record<string, string> = {
    'incident.reported': 'incident.report',
    'incident.graded': 'incident.grade',
    'incident.estimated': 'incident.estimate',
    'incident.caused': 'incident.cause',
    'incident.merged': 'incident.merge',
    'incident.wait-started': 'incident.wait',
    'incident.wait-ended': 'incident.wait',
    'monitoring.started': 'incident.probe.set',
    'monitoring.ended': 'incident.probe.remove',
    'contract.registered': 'billing.contract.register',
    'finding.accepted': 'billing.finding.accept',
    'fact.withdrawn': 'fact.withdraw',
    'fact.confirmed': 'fact.confirm',
  };
  return commands[type] ?? (type.startsWith('incident.') ? 'incident.stage' : null);
}

/**
 * For which side of a contract an actor speaks: that of its organisation; where it has both parts, the role decides.
 * Null: no part in the contract, as the platform's system administrator.
 */
export function sideOf(
  actor: Pick<Actor, 'organisation' | 'role'>,
  parties: readonly { organisation: string; part: string }[],
): Side | null {
  const own = parties.filter(({ organisation }) => organisation === actor.organisation).map(({ part }) => part);
  if (own.length === 0) return null;
  const isVendor = own.includes('vendor') && (actor.role === 'vendor' || own.every((part) => part === 'vendor'));
  return isVendor ? 'vendor' : 'hospital';
}

/** Whether an account of this role may record the type for this side of the contract. Pages ask the same before they offer a form. */
export function mayRecord(type: RecordableType, role: ActorRole, side: Side | null): boolean {
  const recorder: Recorder = recorders[type];
  if (role === 'survey-link') return recorder.link && side === 'hospital';
  if (side === 'vendor') return recorder.vendor && role === 'vendor';
  if (side === 'hospital') return (recorder.hospital as readonly ActorRole[]).includes(role);
  return recorder.administrator && role === 'system-administrator';
}

const everyPart: readonly Part[] = ['customer', 'user', 'vendor'];

/** Who may record anything at all with a service; the table above then decides for each type. */
export function recordersOf(service: Service): Allowed & { roles: readonly Role[] } {
  const found = new Set<Role>();
  for (const type of recordableTypes) {
    const recorder: Recorder = recorders[type];
    if (ownerOf(type) !== service) continue;
    for (const role of recorder.hospital) found.add(role);
    if (recorder.vendor) found.add('vendor');
    if (recorder.administrator) found.add('system-administrator');
  }
  return { roles: [...found], parts: everyPart };
}

/** Who takes back or confirms what a service keeps: whoever may record some of it for the hospital. */
export function correctorsOf(service: Service): Allowed {
  const roles = recordersOf(service).roles.filter((role) => role !== 'vendor' && role !== 'system-administrator');
  return { roles, parts: ['customer', 'user'] };
}

/** Everybody who records something somewhere: the gateway's one route for it. */
export const allRecorders: readonly Role[] = [...new Set(services.flatMap((service) => recordersOf(service).roles))];
