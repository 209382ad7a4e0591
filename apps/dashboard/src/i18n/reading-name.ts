import type { ReadingQuestion } from '@weibao/messages';
import type { Language } from './language.js';

/** What a value of a reading is called; the value itself where it has no name. */
export const readingName = ({ names }: Pick<ReadingQuestion, 'names'>, value: string, language: Language): string =>
  names[value]?.[language] ?? value;
