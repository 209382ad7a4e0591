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
export type * from './amendment-views.js';
export type * from './draft-views.js';
export type * from './views.js';
