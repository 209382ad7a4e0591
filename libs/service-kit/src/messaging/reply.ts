import type { Heads, Refusal, Reply } from '@weibao/messages';

/** A handler's answer: what was asked for, and the positions it is made of. */
export function answer<Result>(result: Result, heads: Heads = {}): Reply<Result> {
  return { ok: true, result, heads };
}

/** An expected refusal, with a stable code. The message says what happened, to which thing, and what to do next. */
export function refuse(code: string, message: string, messageEn?: string, faults?: Refusal['faults']): Reply<never> {
  return {
    ok: false,
    error: { code, message, ...(messageEn === undefined ? {} : { messageEn }), ...(faults ? { faults } : {}) },
  };
}
