import { useQuery } from '@tanstack/react-query';
import type { DutyView } from '@weibao/messages';
import { dutiesQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { useNow } from '../live/live-provider.js';
import { periodText } from '../payments/period-text.js';
import { ClauseId } from '../payments/clause-id.js';
import { dateOf, dayAfter, instantMs } from '../time/moments.js';
import { Panel } from './panel.js';

/** What is shown of the duties: a year of what was not done, and six weeks of what is to come. */
const DAYS_BACK = 366;
const DAYS_AHEAD = 42;

const dayOf = ({ dueOn, dueAt }: DutyView) => dueOn ?? (dueAt === undefined ? '' : dateOf(instantMs(dueAt)));
const shapes = { overdue: '■', due: '▲', upcoming: '○' } as const;
type Owed = DutyView & { status: keyof typeof shapes };
const isOwed = (duty: DutyView): duty is Owed => duty.owedBy === 'vendor' && duty.status in shapes;

/** What the vendor still owes in one contract, overdue first, then by day. */
export function DutiesPanel({ contract }: { contract: string }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const today = dateOf(useNow());
  const query = useQuery(dutiesQuery(dayAfter(today, -DAYS_BACK), dayAfter(today, DAYS_AHEAD)));
  const owed = (query.data?.duties ?? [])
    .filter((duty) => duty.contract === contract)
    .filter(isOwed)
    .sort(
      (a, b) => Number(b.status === 'overdue') - Number(a.status === 'overdue') || dayOf(a).localeCompare(dayOf(b)),
    );
  return (
    <Panel name="duties" title={words.duties} query={query}>
      {owed.length === 0 && <p className="nothing">✓ {words.noDuties}</p>}
      <ul>
        {owed.map((duty) => (
          <li
            key={[duty.clause, duty.period, duty.subject, dayOf(duty)].join(' ')}
            className={`line ${duty.status}`}
            data-duty={duty.status}
          >
            <span>
              {language === 'zh' ? duty.titleZh : duty.titleEn}{' '}
              <small>
                {duty.subject ?? periodText(duty.period ?? '', language)} <ClauseId clause={duty.clause} />
              </small>
            </span>
            <b>
              {shapes[duty.status]} {words[duty.status]} {words.by(dayOf(duty))}
            </b>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
