import type { Reply } from '@weibao/messages';
import { refuse } from '@weibao/service-kit';
import { outcomeLists } from '@weibao/exchange';
import { isTooLarge, type ListSize } from './outcome-share.js';

/** No message above 256 KB: the size of each list is named, so that the caller can ask list by list, and page by page where that is not enough. */
export function outcomeTooLarge(sizes: readonly ListSize[]): Reply<never> {
  const shown = sizes.map(({ list, lines, bytes }) => `${list} ${lines} (${Math.ceil(bytes / 1024)} KB)`).join(', ');
  return refuse(
    'BILLING.OUTCOME_TOO_LARGE',
    `结果超过一条消息的上限（256 KB）：${shown}。请用 lists 分次取各清单；单个清单仍过大时，加 after（从 0 起）逐页取。`,
    `The outcome is larger than one message (256 KB): ${shown}. Ask with lists for one at a time, and page by page (after, from 0) for a list that is too large by itself.`,
    sizes.filter(isTooLarge).map(({ list, lines }) => ({
      place: `lists.${list}`,
      message: `is too large by itself (${lines} lines): ask for it alone with after: 0, then what next says`,
    })),
  );
}

export function noSuchList(names: readonly string[]): Reply<never> {
  const known = outcomeLists.join(', ');
  return refuse(
    'BILLING.UNKNOWN_LIST',
    `结果中没有清单 ${names.join('、')}；可选：${outcomeLists.join('、')}。`,
    `The outcome has no list ${names.join(', ')}; choose from ${known}.`,
    names.map((name) => ({ place: 'lists', message: `expected one of ${known}, got "${name}"` })),
  );
}

export const pagesAreOfOneList = (): Reply<never> =>
  refuse(
    'BILLING.ONE_LIST_A_PAGE',
    '逐页取时 lists 只能含一个清单。请只写要取的清单。',
    'Pages (after) are of one list: name exactly one in lists.',
  );
