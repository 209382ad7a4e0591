import type { RecordableFact } from '@weibao/messages';
import { StandingFacts, type RecordingOf } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { surveyFormsOf } from './survey-forms.view.js';
import { surveyFaults } from './survey.rules.js';

const files = readTermsFiles();
const termsOf = (pattern: string) => {
  const terms = files.shipped(pattern);
  if (!terms) throw new Error(`no terms ${pattern}`);
  return terms;
};
type Survey = Extract<RecordableFact, { type: 'survey.returned' }>;
function codes(pattern: string, said: Omit<Survey, 'type'>): string[] {
  const fact = { type: 'survey.returned', ...said } as RecordableFact;
  const record = { contract: 'c', facts: [], heads: {}, registered: null, parties: [], trial: false };
  const recording: RecordingOf = {
    contract: 'c',
    trial: false,
    side: 'hospital',
    nowMs: 0,
    fact,
    standing: new StandingFacts([]),
    record,
  };
  return surveyFaults(recording, termsOf(pattern)).map(({ code, place }) => `${code} ${place}`);
}

describe('the forms of a contract', () => {
  it('BY-V-SUB1, BY-V-SUB2, BY-V-SUB3: Bayannur has three; the first has four items though it speaks of five, and goes to five departments', () => {
    expect(surveyFormsOf(termsOf('bayannur-emr'))).toMatchObject([
      {
        form: 'clinical',
        clause: 'BY-V-SUB1',
        asks: 'scores',
        itemCounts: [4, 5],
        itemMax: 100,
        leastDepartments: 5,
      },
      { form: 'it-department', clause: 'BY-V-SUB2', asks: 'scores', itemCounts: [5], leastDepartments: null },
      { form: 'major-event', clause: 'BY-V-SUB3', asks: 'negative', itemCounts: null, itemMax: null },
    ]);
  });

  it('HP-9.1-M3: Huangpu asks two groups for one figure and does not say by how many items', () => {
    expect(surveyFormsOf(termsOf('huangpu'))).toMatchObject([
      { form: 'it-department', clause: 'HP-9.1-M3', itemCounts: null, itemMax: 100 },
      { form: 'clinical', clause: 'HP-9.1-M3', itemCounts: null, itemMax: 100 },
    ]);
  });

  it('are none where the contract has no such figure', () => {
    expect(surveyFormsOf(termsOf('tacheng-ops'))).toEqual([]);
  });
});

describe('a form that came back', () => {
  const form = 'clinical';
  it('BY-V-SUB1: has a score for each of its four items, or five where the missing one was added', () => {
    expect(codes('bayannur-emr', { form, scores: [90, 90, 90, 90] })).toEqual([]);
    expect(codes('bayannur-emr', { form, scores: [90, 90, 90, 90, 90] })).toEqual([]);
    expect(codes('bayannur-emr', { form, scores: [90, 90, 90] })).toEqual(['RECORD.SCORES_COUNT scores']);
    expect(codes('bayannur-emr', { form, scores: [90, 90, 90, 90, 90, 90] })).toEqual(['RECORD.SCORES_COUNT scores']);
    expect(codes('bayannur-emr', { form })).toEqual(['RECORD.INCOMPLETE scores']);
  });

  it('names every score above the best one: 100 is one, 100.5 and 101 are none', () => {
    expect(codes('huangpu', { form, scores: [100, 100.5, 101] })).toEqual([
      'RECORD.SCORE_TOO_HIGH scores[1]',
      'RECORD.SCORE_TOO_HIGH scores[2]',
    ]);
    expect(codes('huangpu', { form, scores: [100] })).toEqual([]);
  });

  it('BY-V-SUB3: of an event needs no score, but the event and whether anything is negative', () => {
    expect(codes('bayannur-emr', { form: 'major-event', event: '国庆节', negative: false })).toEqual([]);
    expect(codes('bayannur-emr', { form: 'major-event' })).toEqual([
      'RECORD.INCOMPLETE negative',
      'RECORD.INCOMPLETE event',
    ]);
  });

  it('may be kept where the contract knows no such form, as long as it says something', () => {
    expect(codes('tacheng-ops', { form, scores: [90] })).toEqual([]);
    expect(codes('tacheng-ops', { form })).toEqual(['RECORD.INCOMPLETE scores']);
  });
});
