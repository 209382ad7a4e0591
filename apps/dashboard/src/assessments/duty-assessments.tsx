import type { ContractView, DutyView } from '@weibao/messages';
import { Button } from 'antd';
import { Link } from 'react-router';
import { assessmentWords } from '../i18n/assessment-words.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ClauseId } from '../payments/clause-id.js';
import { paperAddress } from '../sheets/paper-address.js';
import { periodText } from '../payments/period-text.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { instantMs, momentOf } from '../time/moments.js';

const MOST_ROWS = 40;

interface DutyAssessmentsProps {
  contract: ContractView;
  duties: readonly DutyView[];
  onRecord(form: OpenForm): void;
}

/** Assessments of a contract without a scorecard: period by period, held or not. */
export function DutyAssessments({ contract, duties, onRecord }: DutyAssessmentsProps) {
  const words = useWords(assessmentWords);
  const states = useWords(dutyWords).states;
  const { language } = useLanguage();
  const may = useContractsFor([contract])('assessment.held').length > 0;
  // A contract that names no day leaves an assessment upcoming however long its period is over: all are shown, in their order.
  const assessed = duties.filter(({ period }) => period !== undefined);
  return (
    <ul className="periods">
      {assessed.slice(0, MOST_ROWS).map((duty) => (
        <li key={`${duty.clause} ${duty.period}`} className="card" data-period={duty.period} data-state={duty.status}>
          <b>{periodText(duty.period ?? '', language)}</b> {language === 'zh' ? duty.titleZh : duty.titleEn}{' '}
          <ClauseId clause={duty.clause} />
          <span>
            {duty.doneAt === null
              ? `○ ${states[duty.status]}`
              : `✓ ${words.heldAt(momentOf(instantMs(duty.doneAt)).slice(0, 16))}`}
          </span>
          {duty.status !== 'upcoming' && (
            <Link to={paperAddress(contract.contract, 'acceptance-form', duty.period ?? '')}>{words.printForm} ›</Link>
          )}
          {may && duty.doneAt === null && (
            <Button
              data-hold={duty.period}
              onClick={() =>
                onRecord({ type: 'assessment.held', contracts: [contract], known: { period: duty.period ?? '' } })
              }
            >
              {words.hold}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
