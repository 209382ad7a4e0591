export { applicationPacks, type ApplicationPack, type PackItem } from './application-pack.js';
export type { Approval } from './approvals.js';
export { attainmentByMonth, type MonthOfLimits } from './attainment.js';
export { compareReadings, readingEffects, type ReadingDifference, type ReadingEffect } from './compare-readings.js';
export type { Consent, ConsentNeed } from './consents.js';
export { endOfContract } from './contract-end.js';
export { contractDay, digestDays, type ContractDay, type DigestDays } from './contract-day.js';
export { recordOf, type ClockLine } from './clock-line.js';
export { explainClock, type ClockExplanation } from './explain-clock.js';
export {
  forecastEntries,
  forecastStates,
  forecastSums,
  type ForecastEntry,
  type ForecastMonth,
  type ForecastState,
  type ForecastSums,
} from './forecast.js';
export { judgedPeriods, type JudgedPeriods } from './judged-periods.js';
export { nextMisses, type NextMiss } from './next-miss.js';
export { incidentStates, settleClocks, settleDuties, type DutyLine, type IncidentSummary } from './parts.js';
export { settlePeriod, settleSubject, statementPeriods } from './period-figures.js';
export { decidedOn } from './review.js';
export { scorecardPeriods, type ScorecardPeriod, type SuggestedLine } from './scorecard-periods.js';
export { ENGINE_VERSION, settle } from './settle.js';
export { settlePayment } from './statement-figures.js';
export { staffOf, type Effort, type Roster, type Staff, type StaffPost } from './staff.js';
export type { Input } from './state.js';
export { dutyKey, strictestDues, type StrictestDue } from './strictest-dues.js';
