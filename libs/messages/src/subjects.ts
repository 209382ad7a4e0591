/** NATS subjects. The contract id is a token of its own, so that permissions and queues can be given by contract. */
export const services = ['incident', 'inspection', 'billing'] as const;
export type Service = (typeof services)[number];

const TOKEN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Contract ids stand in subjects and keys: lower-case letters, digits and single hyphens. */
export const isContractId = (text: string): boolean => text.length <= 60 && TOKEN.test(text);

/** What a trial's id begins with, and nothing else's: it is shown on no wall or statement and can be dropped. */
export const TRIAL_PREFIX = 'trial-';

/** `incident.report.v1.bayannur-emr`: the operation's name, its version, the contract. */
export const requestSubject = (operation: string, contract: string): string => `${operation}.v1.${contract}`;
export const requestPattern = (operation: string): string => `${operation}.v1.*`;

/** `facts.incident.bayannur-emr` in the stream FACTS. */
export const FACTS_STREAM = 'FACTS';
export const factSubject = (service: Service, contract: string): string => `facts.${service}.${contract}`;
/** `signals.incident.bayannur-emr` in the stream SIGNALS. */
export const SIGNALS_STREAM = 'SIGNALS';
export const signalSubject = (service: Service, contract: string): string => `signals.${service}.${contract}`;

/** No message above this size travels by NATS; lists are paged. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Which service owns a fact of this type: commands and imports go there. fact.withdrawn and fact.confirmed go where the named fact is. */
const owners: Record<string, Service> = {
  incident: 'incident',
  outage: 'incident',
  maintenance: 'incident',
  'force-majeure': 'incident',
  monitoring: 'incident',
  demand: 'incident',
  complaint: 'incident',
  defect: 'incident',
  'security-task': 'incident',
  backup: 'inspection',
  restore: 'inspection',
  inspection: 'inspection',
  duty: 'inspection',
  document: 'inspection',
  survey: 'inspection',
  approval: 'inspection',
  staff: 'inspection',
  effort: 'inspection',
};
export function ownerOf(factType: string): Service {
  return owners[factType.slice(0, factType.indexOf('.'))] ?? 'billing';
}
