import type { ContractView, InspectionFinding, InspectionView } from '@weibao/messages';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { inspectionWords } from '../i18n/inspection-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { mayRecord, sideOf } from '@weibao/messages';
import { useRecord } from '../recording/use-record.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf, shortDate } from '../time/moments.js';

const shapes: Record<InspectionFinding['status'], string> = { open: '○', overdue: '■', closed: '◇', verified: '✓' };
const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

interface InspectionListProps {
  inspections: readonly InspectionView[];
  contracts: readonly ContractView[];
  today: string;
}

/** Inspections on record: when they ended, the report that is owed for them, and each finding with its next step. */
export function InspectionList({ inspections, contracts, today }: InspectionListProps) {
  const words = useWords(inspectionWords);
  const recording = useWords(recordingWords);
  const { language } = useLanguage();
  if (inspections.length === 0) return <p className="note">○ {words.empty}</p>;
  return (
    <ul className="recorded">
      {inspections.map((view) => {
        const contract = contracts.find((one) => one.contract === view.contract);
        const kind = view.kind === null ? '' : (recording.options[view.kind] ?? view.kind);
        return (
          <li key={`${view.contract} ${view.inspection}`} className="card" data-recorded={view.inspection}>
            <h3>
              {kind} {view.period}
              <small>
                {contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : view.contract} · {view.inspection}
              </small>
            </h3>
            <p>
              {view.endedAt === null ? `● ${words.running}` : `✓ ${words.ended(minute(view.endedAt))}`}
              {view.report && (
                <span className={`report ${view.report.status}`}>
                  {' · '}
                  {view.report.status === 'overdue' ? '■' : view.report.status === 'due' ? '○' : '✓'} {words.report}{' '}
                  {words.reportStates[view.report.status]}
                  {' · '}
                  {view.report.filedAt !== null
                    ? words.reportFiled(minute(view.report.filedAt))
                    : view.report.dueOn === null
                      ? words.reportNoDue
                      : words.reportDue(shortDate(view.report.dueOn, today))}
                </span>
              )}
            </p>
            {view.endedAt !== null && view.findings.length === 0 && <p className="note">○ {words.noFindings}</p>}
            {view.findings.map((finding) => (
              <Finding key={finding.finding} finding={finding} contract={contract} today={today} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

interface FindingProps {
  finding: InspectionFinding;
  contract: ContractView | undefined;
  today: string;
}

function Finding({ finding, contract, today }: FindingProps) {
  const words = useWords(inspectionWords);
  const recording = useWords(recordingWords);
  const session = useSession();
  const record = useRecord();
  const { notification } = App.useApp();
  const [sending, setSending] = useState(false);
  const side = sideOf(session, contract?.parties ?? []);
  const mayClose = mayRecord('inspection.finding-closed', session.role, side);
  const mayVerify = mayRecord('inspection.finding-verified', session.role, side);
  const { status } = finding;

  async function say(fact: Record<string, unknown>) {
    if (!contract || sending) return;
    setSending(true);
    try {
      await record(contract.contract, { ...fact, finding: finding.finding }, finding.finding);
    } catch (error) {
      notification.error({ title: words.notSent, description: <Refused error={error} />, duration: 0 });
    } finally {
      setSending(false);
    }
  }

  return (
    <div className={`finding ${status}`} data-finding={finding.finding} data-state={status}>
      <p>
        <b>
          {shapes[status]} {words.states[status]}
        </b>
        {finding.risk !== null && ` · ${words.risk} ${words.risks[finding.risk]}`}
        {finding.area !== null && ` · ${recording.options[finding.area] ?? finding.area}`}
        {finding.dueOn !== null && ` · ${words.limit} ${shortDate(finding.dueOn, today)}`}
      </p>
      <p>{finding.summary}</p>
      {finding.advice !== null && (
        <p className="note">
          {words.advice}：{finding.advice}
        </p>
      )}
      {finding.refusedAt !== null && status !== 'verified' && (
        <p className="warn">✕ {words.refusedOn(minute(finding.refusedAt))}</p>
      )}
      <div className="actions">
        {(status === 'open' || status === 'overdue') && mayClose && (
          <Button size="large" loading={sending} onClick={() => void say({ type: 'inspection.finding-closed' })}>
            {words.close}
          </Button>
        )}
        {status === 'closed' && mayVerify && (
          <>
            <Button
              size="large"
              type="primary"
              loading={sending}
              onClick={() => void say({ type: 'inspection.finding-verified', passed: true })}
            >
              {words.pass}
            </Button>
            <Button
              size="large"
              disabled={sending}
              onClick={() => void say({ type: 'inspection.finding-verified', passed: false })}
            >
              {words.fail}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
