import { bayannur } from './bayannur.mjs';
import { dateOf, dayOf } from './dates.mjs';
import { liyang, tacheng } from './finished.mjs';
import { huangpu } from './huangpu.mjs';
import { jiahe } from './jiahe.mjs';

/**
 * The five contracts of the demo, dated from a moment: what happened up to it, in the order in which it happened. Each fact
 * has an id of its own, so that sending one twice records it once.
 * @param {number} nowMs
 * @returns {import('./story.mjs').DemoContract[]}
 */
export function demoPlan(nowMs) {
  return [bayannur(nowMs), huangpu(nowMs), jiahe(nowMs), tacheng(), liyang()].map((demo) => ({
    ...demo,
    facts: demo.facts
      .filter((fact) => Date.parse(fact.at) <= nowMs)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map((fact, index) => ({ ...fact, id: `demo-${demo.contract}-${dateOf(dayOf(nowMs))}-${index + 1}` })),
  }));
}
