/**
 * What the launcher says to the person at the terminal: Chinese unless WEIBAO_LANG=en.
 * @typedef {{ zh: string, en: string }} Sentence
 * @typedef {(sentence: Sentence) => void} Say
 */

/** A fault that the person at the terminal can do something about: printed as it stands, without a stack. */
export class StartFault extends Error {
  /**
   * @param {string} code stable, such as LAUNCHER.PORT_TAKEN
   * @param {Sentence} sentence what happened, to which thing, and what to do next
   */
  constructor(code, sentence) {
    super(sentence.en);
    this.name = 'StartFault';
    this.code = code;
    this.sentence = sentence;
  }
}

/**
 * @param {'zh' | 'en'} language
 * @param {NodeJS.WritableStream} out
 * @returns {Say}
 */
export function createVoice(language, out) {
  return (sentence) => void out.write(`${sentence[language]}\n`);
}

/**
 * The text of any error in the chosen language; what is not a StartFault is a bug and keeps its stack.
 * @param {unknown} error
 * @param {'zh' | 'en'} language
 */
export function textOf(error, language) {
  if (error instanceof StartFault) return `[${error.code}] ${error.sentence[language]}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
