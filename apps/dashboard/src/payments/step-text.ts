import type { Step } from '@weibao/exchange';
import { clockWords } from '../i18n/clock-words.js';
import { deductionWords } from '../i18n/deduction-words.js';
import type { Language } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';
import { span } from '../time/time-left.js';
import { yuan } from './money.js';

/** One line of a sum in words: what it is, what was looked at, what came out. The engine's figures stand as they are. */
export interface StepText {
  title: string;
  result: string;
  inputs: string;
}

type Value = Step['inputs'][string] | Step['result'];
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text);
const isMoney = (text: string) => /^-?\d+\.\d\d$/.test(text);
const isCount = new Set(['count', 'occurrence', 'late', 'points-below', 'days-late', 'score', 'times', 'hours']);

export function stepText(step: Step, language: Language): StepText {
  const words = deductionWords[language];
  const value = (name: string, given: Value): string => {
    if (name === 'lateSeconds' && typeof given === 'number') return span(given, language);
    if (name === 'level') return clockWords[language].levels[String(given)] ?? String(given);
    if (typeof given !== 'string') return given instanceof Array ? given.join('；') : shown(given);
    if (isInstant(given)) return momentOf(instantMs(given));
    if (isMoney(given) && !isCount.has(name)) return yuan(given);
    return words.values[given] ?? given;
  };
  const shown = (given: Value): string => words.values[String(given)] ?? String(given);
  return {
    title: words.steps[step.label] ?? step.label,
    result: value(step.label, step.result),
    inputs: Object.entries(step.inputs)
      .filter(([, given]) => given !== null || step.label === 'missed')
      .map(([name, given]) => `${words.inputs[name] ?? name} ${value(name, given)}`)
      .join(' · '),
  };
}
