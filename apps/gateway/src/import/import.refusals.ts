import type { Fault } from '@weibao/exchange';
import type { Refusal } from '@weibao/messages';

/** How many faults the sentence shows; all of them stand in `faults`. */
const SHOWN = 5;

const lines = (faults: readonly Fault[]): string => {
  const shown = faults.slice(0, SHOWN).map(({ place, message }) => `${place}: ${message}`);
  return shown.join('; ') + (faults.length > SHOWN ? ' …' : '');
};

export const importFaults = (faults: readonly Fault[]): Refusal => ({
  code: 'IMPORT.FAULTS',
  message: `导入的事实有 ${faults.length} 处错误，一条也没有保存：${lines(faults)}。请逐项更正后重新导入。`,
  messageEn: `The import has ${faults.length} fault(s) and nothing was stored: ${lines(faults)}. Correct them and import again.`,
  faults: [...faults],
});

/** A service names facts by their place in its message; the caller knows them by their place in the import. */
export function inOriginalPlaces(refusal: Refusal, indexes: readonly number[]): Refusal {
  if (!refusal.faults) return refusal;
  const original = (text: string) =>
    text.replace(/\bfacts\[(\d+)\]/g, (place, index: string) => {
      const at = indexes[Number(index)];
      return at === undefined ? place : `facts[${at}]`;
    });
  const faults = refusal.faults.map(({ place, message }) => ({ place: original(place), message: original(message) }));
  return refusal.code === 'IMPORT.FAULTS' ? importFaults(faults) : { ...refusal, faults };
}

/** An import that is cut into several messages may be refused in the middle. What was stored stays, and is not stored twice. */
export const partlyStored = (refusal: Refusal, count: number): Refusal => ({
  ...refusal,
  message: `${refusal.message}（在此之前已有 ${count} 条保存；更正后可整体重新导入，已保存的不会重复。）`,
  messageEn: `${refusal.messageEn ?? refusal.code} (${count} facts before these were stored. Correct the rest and import it all again: what is stored is not stored twice.)`,
});

export const notSettled = (contract: string, count: number): Refusal => ({
  code: 'IMPORT.NOT_SETTLED',
  message: `合同 ${contract} 的 ${count} 条事实已保存，但结算服务尚未全部收到。请稍后重新提交同一导入，不会重复保存。`,
  messageEn: `The ${count} facts of ${contract} are stored, but billing-svc does not have them all yet. Send the same import again later; nothing is stored twice.`,
});
