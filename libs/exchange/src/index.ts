export { canonicalJson } from './canonical.js';
export {
  faultLine,
  faultsOf,
  parseCase,
  parseFacts,
  parseHead,
  parseJson,
  type Case,
  type Parsed,
  type ParsedCase,
  type PartialCase,
} from './case.js';
export {
  dutyProofKinds,
  type DutyProof,
  type DutyProofKind,
  type DutySignatures,
  type ProvingFact,
} from './duty-proof.js';
export * as fields from './fields.js';
export {
  factSchema,
  factTypes,
  MOST_EVIDENCE_FILES,
  parametersSchema,
  stages,
  type EvidenceFile,
  type Fact,
  type FactOf,
  type FactType,
  type Parameters,
  type Stage,
} from './facts.js';
export { formatInstant, isDate, outcomeInstant, parseInstant } from './instant.js';
export type * from './outcome.js';
export { isOutcomeList, outcomeLists } from './outcome-lists.js';
export {
  EXPORT_FORMAT,
  exportedFactSchema,
  exportHeadSchema,
  freeTextFields,
  type ChainHead,
  type ExportedFact,
  type ExportHead,
} from './record-export.js';
export { referenceFaults, type Fault } from './references.js';
export { stepWords, type StepWords } from './step-words.js';
