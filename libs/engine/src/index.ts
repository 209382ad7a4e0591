export { attainmentByMonth, type MonthOfLimits } from './attainment.js';
export { compareReadings, type ReadingDifference } from './compare-readings.js';
export { contractDay, type ContractDay } from './contract-day.js';
export { recordOf, type ClockLine } from './clock-line.js';
export { explainClock, type ClockExplanation } from './explain-clock.js';
export { incidentStates, settleClocks, settleDuties, type DutyLine, type IncidentSummary } from './parts.js';
export { ENGINE_VERSION, settle } from './settle.js';
export { settlePayment } from './statement-figures.js';
export type { Input } from './state.js';
