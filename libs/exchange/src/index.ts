export { amountInWords } from './amount-in-words.js';
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
export { givenId, idFromTheDoor, isFromTheDoor } from './given-id.js';
export {
  factSchema,
  factTypes,
  MOST_EVIDENCE_FILES,
  parametersSchema,
  stages,
  type DecidedOn,
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
  ANCHORS_FORMAT,
  anchorsSchema,
  AUDIT_FORMAT,
  auditEntrySchema,
  auditHeadSchema,
  EXPORT_FORMAT,
  exportedFactSchema,
  exportedStatementSchema,
  exportHeadSchema,
  freeTextFields,
  type Anchors,
  type ChainHead,
  type ExportedFact,
  type ExportedStatement,
  type ExportHead,
} from './record-export.js';
export { referenceFaults, type Fault } from './references.js';
export { gateStateOf, outcomeWords } from './outcome-words.js';
export {
  PERIOD_STATEMENT_FORMAT,
  STATEMENT_FORMAT,
  statementNumber,
  statementParts,
  statementSchema,
  subjectOf,
  verdicts,
  type PaymentFigures,
  type PeriodFigures,
  type Statement,
  type StatementDecision,
  type StatementDifference,
  type StatementEntry,
  type StatementFigures,
  type StatementLine,
  type StatementPeriod,
  type StatementSubject,
  type StatementVerdict,
} from './statement.js';
export { stepWords, type StepWords } from './step-words.js';
export { statementWords } from './statement-words.js';
