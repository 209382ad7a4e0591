import { describe, expect, it } from 'vitest';
import { acceptanceWords } from './acceptance-words.js';
import { amendmentWords } from './amendment-words.js';
import { assessmentWords } from './assessment-words.js';
import { accountWords } from './account-words.js';
import { auditWords } from './audit-words.js';
import { peopleWords } from './people-words.js';
import { clockWords } from './clock-words.js';
import { contractWords } from './contract-words.js';
import { deductionWords } from './deduction-words.js';
import { deskWords } from './desk-words.js';
import { deviceWords } from './device-words.js';
import { directoryWords } from './directory-words.js';
import { digestWords } from './digest-words.js';
import { documentWords } from './document-words.js';
import { draftWords } from './draft-words.js';
import { dutyWords } from './duty-words.js';
import { calendarWords } from './calendar-words.js';
import { handoverWords } from './handover-words.js';
import { eraseWords } from './erase-words.js';
import { frameWords } from './frame-words.js';
import { inspectionWords } from './inspection-words.js';
import { ledgerWords } from './ledger-words.js';
import { metricWords } from './metric-words.js';
import { missingWords } from './missing-words.js';
import { paperWords } from './paper-words.js';
import { noticeWords } from './notice-words.js';
import { overviewWords } from './overview-words.js';
import { paymentWords } from './payment-words.js';
import { periodWords } from './period-words.js';
import { probeWords } from './probe-words.js';
import { recordWords } from './record-words.js';
import { readingWords } from './reading-words.js';
import { recordingWords } from './recording-words.js';
import { staffWords } from './staff-words.js';
import { statementWords } from './statement-words.js';
import { tokenWords } from './token-words.js';
import { surveyWords } from './survey-words.js';
import { vendorWords } from './vendor-words.js';
import { wallWords } from './wall-words.js';

const dictionaries = {
  acceptanceWords,
  amendmentWords,
  assessmentWords,
  accountWords,
  auditWords,
  peopleWords,
  clockWords,
  contractWords,
  deskWords,
  deviceWords,
  directoryWords,
  digestWords,
  handoverWords,
  calendarWords,
  documentWords,
  noticeWords,
  draftWords,
  dutyWords,
  eraseWords,
  frameWords,
  inspectionWords,
  ledgerWords,
  paperWords,
  overviewWords,
  paymentWords,
  periodWords,
  probeWords,
  recordWords,
  readingWords,
  recordingWords,
  deductionWords,
  metricWords,
  missingWords,
  staffWords,
  statementWords,
  tokenWords,
  surveyWords,
  vendorWords,
  wallWords,
};

/** Every text of a dictionary with its path; a text with parameters is filled with figures. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') return [[path, String((words as (...values: string[]) => string)('1', '2', '3'))]];
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

describe('the dictionaries', () => {
  it.each(Object.entries(dictionaries))('%s has the same keys in both languages', (_, { zh, en }) => {
    expect(texts(en).map(([path]) => path)).toEqual(texts(zh).map(([path]) => path));
  });

  it.each(Object.entries(dictionaries))('%s leaves no Chinese in its English', (_, { en }) => {
    const untranslated = texts(en).filter(
      ([path, text]) => !['.product', '.otherLanguage'].includes(path) && /\p{Script=Han}/u.test(text),
    );
    expect(untranslated).toEqual([]);
  });
});
