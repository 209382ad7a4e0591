export {
  actorRoles,
  actorSchema,
  administratorRoles,
  envelopeSchema,
  headsSchema,
  isAdministrator,
  isRoleOfAccounts,
  parts,
  refusalSchema,
  roles,
  roleSchema,
  type Actor,
  type ActorRole,
  type AdministratorRole,
  type Allowed,
  type Envelope,
  type Heads,
  type Part,
  type Refusal,
  type Reply,
  type Role,
} from './envelope.js';
export { operations, type BodyOf, type Operation, type OperationName } from './operations.js';
export { recordableFactSchema, type RecordableFact } from './recordable-fact.js';
export {
  allRecorders,
  isRecordable,
  mayRecord,
  recordableTypes,
  recorders,
  sideOf,
  type RecordableType,
  type Recorder,
  type Side,
} from './recorders.js';
export { paperKinds, type PaperKind } from './papers.js';
export { signalKinds, type Signal, type SignalKind } from './signals.js';
export { ERASED_TEXT, FACT_SCHEMA, factOf, type StoredFact } from './stored-fact.js';
export {
  FACTS_STREAM,
  MAX_MESSAGE_BYTES,
  SIGNALS_STREAM,
  TRIAL_PREFIX,
  factSubject,
  isContractId,
  ownerOf,
  requestPattern,
  requestSubject,
  services,
  signalSubject,
  type Service,
} from './subjects.js';
// What the queries answer. Money never stands in a view of the wall.
export type * from './amendment-views.js';
export type * from './draft-views.js';
export type * from './calendar-views.js';
export type * from './chain-views.js';
export type * from './contract-views.js';
export type * from './digest-views.js';
export type * from './document-views.js';
export type * from './duty-views.js';
export type * from './incident-views.js';
export type * from './money-ahead-views.js';
export type * from './posture-views.js';
export type * from './record-views.js';
export type * from './staff-views.js';
export type * from './statement-views.js';
