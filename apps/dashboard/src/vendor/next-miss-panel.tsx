import { useQuery } from '@tanstack/react-query';
import type { ContractView, NextMissView } from '@weibao/messages';
import { nextMissQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { isZero, yuan } from '../payments/money.js';
import { Panel } from './panel.js';

/** Before it costs money: each target of an incident that would be reported now, with the price of missing it. */
export function NextMissPanel({ contract }: { contract: ContractView }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const query = useQuery(nextMissQuery(contract.contract));
  const misses = query.data?.nextMiss.misses ?? [];
  const levelOf = (level: string | null) => {
    const found = contract.levels.find((one) => one.level === level);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : '';
  };
  return (
    <Panel name="next-miss" title={words.nextMiss} query={query}>
      {misses.length === 0 && <p className="nothing">{words.noNextMiss}</p>}
      {misses.length > 0 && (
        <>
          <p className="hint">{words.nextMissHint}</p>
          <table className="next-miss">
            <thead>
              <tr>
                <th scope="col">{words.target}</th>
                <th scope="col" className="amount">
                  {words.cost}
                </th>
                <th scope="col">{words.consequence}</th>
              </tr>
            </thead>
            <tbody>
              {misses.map((miss) => (
                <tr key={`${miss.clause} ${miss.level}`} data-miss={miss.clause} data-level={miss.level}>
                  <th scope="row">
                    {levelOf(miss.level)} {language === 'zh' ? miss.titleZh : miss.titleEn}{' '}
                    <ClauseId clause={miss.clause} />
                  </th>
                  <td className="amount">{costText(miss, words)}</td>
                  <td>
                    <Consequences miss={miss} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

function costText({ amount }: NextMissView, words: (typeof vendorWords)['zh']): string {
  if (amount === null) return words.byPeople;
  return isZero(amount) ? words.costFree : yuan(amount);
}

function Consequences({ miss }: { miss: NextMissView }) {
  const words = useWords(vendorWords);
  const rights = useWords(recordingWords).options;
  const { language } = useLanguage();
  const said = [
    ...miss.counters.map(({ titleZh, titleEn, count, limit, reached }) => {
      const counted = words.counts(language === 'zh' ? titleZh : titleEn, count, limit);
      return reached ? `■ ${counted} ${words.reaches}` : counted;
    }),
    ...miss.rights.map(({ right }) => `▲ ${words.givesRight(rights[right] ?? right)}`),
    ...miss.points.map(({ points }) => words.suggestsPoints(points)),
  ];
  return said.length === 0 ? (
    <>—</>
  ) : (
    <ul>
      {said.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
