import { describe, expect, it } from 'vitest';
import { factFrom, faultsOf, newDraft } from './draft.js';
import { fieldsOf, recordFields, type FormType } from './record-fields.js';
import { recorders, type Recorder } from '@weibao/messages';
import { recordingWords } from '../i18n/recording-words.js';

const key = () => '20261120-7f3a';

describe('a form that records', () => {
  it('starts with what is known, then what is usual, then a number of its own', () => {
    const fields = fieldsOf('inspection.ended', 'vendor');
    expect(newDraft(fields, { kind: 'monthly', period: '2026-11' }, key)).toEqual({
      kind: 'monthly',
      period: '2026-11',
      inspection: '20261120-7f3a',
    });
    expect(newDraft(fieldsOf('backup.finished', 'vendor'), {}, key)).toEqual({
      kind: 'full',
      ok: true,
      locations: ['local'],
    });
  });

  it('lets only the hospital say that a backup slip is signed', () => {
    const names = (side: 'hospital' | 'vendor') => fieldsOf('backup.finished', side).map(({ name }) => name);
    expect(names('hospital')).toContain('confirmed');
    expect(names('vendor')).not.toContain('confirmed');
  });

  it('names what is missing, and scores that are no numbers', () => {
    const fields = fieldsOf('survey.returned', 'hospital');
    expect(faultsOf(fields, {})).toEqual({ form: 'needed' }); // the form of an event has no scores
    expect(faultsOf(fields, { form: 'clinical', scores: '9 eight' })).toEqual({ scores: 'scores' });
    expect(faultsOf(fields, { form: 'clinical', scores: '9，8 10' })).toEqual({});
  });

  it('sends what was filled in and nothing else, a moment in the contract’s zone', () => {
    const survey = fieldsOf('survey.returned', 'hospital');
    expect(factFrom('survey.returned', survey, { form: 'clinical', scores: '9，8 10', department: ' ' })).toEqual({
      type: 'survey.returned',
      form: 'clinical',
      scores: [9, 8, 10],
      negative: false,
    });
    const agreed = fieldsOf('demand.agreed', 'hospital');
    expect(factFrom('demand.agreed', agreed, { demand: 'D-1', deliverBy: '2026-12-01T18:00' })).toEqual({
      type: 'demand.agreed',
      demand: 'D-1',
      deliverBy: '2026-12-01T18:00:00+08:00',
    });
  });

  it('sends an amount with both digits of the fen, and names one that is none', () => {
    const fields = fieldsOf('loss.claimed', 'hospital');
    expect(factFrom('loss.claimed', fields, { clause: 'BY-8-LOSS', amount: '500.5' })).toMatchObject({
      amount: '500.50',
    });
    expect(factFrom('loss.claimed', fields, { clause: 'BY-8-LOSS', amount: '500' })).toMatchObject({
      amount: '500.00',
    });
    for (const amount of ['-1', '1.234', '1,000', 'five'])
      expect(faultsOf(fields, { clause: 'BY-8-LOSS', amount })).toEqual({ amount: 'yuan' });
    expect(faultsOf(fields, { clause: 'BY-8-LOSS', amount: '' })).toEqual({ amount: 'needed' });
  });

  it('keeps an instant that is whole already: a window agreed by the other side is agreed to the second', () => {
    const draft = { system: 'HIS', from: '2026-12-01T22:00:00+08:00', to: '2026-12-02T02:00:00+08:00' };
    expect(factFrom('maintenance.agreed', fieldsOf('maintenance.agreed', 'vendor'), draft)).toMatchObject(draft);
  });

  it.each(Object.keys(recordFields) as FormType[])('%s asks for every field that a person has to give', (type) => {
    const { needs }: Recorder = recorders[type];
    const names = fieldsOf(type, 'hospital').map(({ name }) => name);
    expect(needs.filter((name) => !names.includes(name))).toEqual([]);
    expect(recordingWords.zh.types[type]).toBeDefined();
    expect(names.filter((name) => recordingWords.zh.fields[name] === undefined)).toEqual([]);
  });
});
