import { useQuery } from '@tanstack/react-query';
import type { PostureView } from '@weibao/messages';
import { postureQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { periodText } from '../payments/period-text.js';
import { ClauseId } from '../payments/clause-id.js';
import { Panel } from './panel.js';

type Counter = PostureView['counters'][number];

/** Of each counter the latest period, the nearest to its limit first. */
export function nearestFirst(counters: readonly Counter[]): Counter[] {
  const latest = new Map<string, Counter>();
  for (const counter of counters) {
    const key = `${counter.clause} ${counter.titleZh}`;
    const before = latest.get(key);
    if (!before || counter.period >= before.period) latest.set(key, counter);
  }
  const share = ({ count, limit }: Counter) => (limit > 0 ? count / limit : 0);
  return [...latest.values()].sort((a, b) => share(b) - share(a) || a.limit - b.limit);
}

export function CountersPanel({ contract }: { contract: string }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const query = useQuery(postureQuery);
  const posture = query.data?.postures.find((one) => one.contract === contract);
  const counters = nearestFirst(posture?.counters ?? []);
  return (
    <Panel name="counters" title={words.counters} query={query}>
      {counters.length === 0 && <p className="nothing">{words.noCounters}</p>}
      <ul>
        {counters.map((counter, place) => (
          <li key={`${counter.clause} ${counter.titleZh}`} data-counter={counter.clause}>
            <div className="line">
              <span>
                {place === 0 && counter.count > 0 && <b>▲ {words.nearest} </b>}
                {language === 'zh' ? counter.titleZh : counter.titleEn}{' '}
                <small>
                  {periodText(counter.period, language)} <ClauseId clause={counter.clause} />
                </small>
              </span>
              <b>
                {counter.reachedAt !== null && `■ ${words.reached} `}
                {words.ofLimit(counter.count, counter.limit)}
              </b>
            </div>
            <meter
              min={0}
              max={counter.limit}
              value={counter.count}
              aria-label={language === 'zh' ? counter.titleZh : counter.titleEn}
            />
            {counter.subjects.length > 0 && <small>{counter.subjects.join(' · ')}</small>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
