import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Popconfirm, Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { ApiError } from '../http/http.js';
import { dutyFormsQuery } from '../http/queries.js';
import { inspectionWords } from '../i18n/inspection-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useLive } from '../live/live-provider.js';
import { newKeyAt } from '../recording/draft.js';
import { useRecord } from '../recording/use-record.js';
import { FindingForm } from './finding-form.js';
import { factsOf, unanswered, type AreaAnswer, type InspectionDraft } from './inspection-draft.js';

interface InspectionSheetProps {
  draft: InspectionDraft;
  contract: ContractView | undefined;
  today: string;
  onChange(draft: InspectionDraft): void;
  onDone(): void;
}
const answers: readonly AreaAnswer[] = ['ok', 'finding', 'none'];
const shapes: Record<AreaAnswer, string> = { ok: '✓', finding: '▲', none: '–' };

/** The checklist of one inspection under way: an answer for each area, findings where something is wrong, one button to end it. */
export function InspectionSheet({ draft, contract, today, onChange, onDone }: InspectionSheetProps) {
  const words = useWords(inspectionWords);
  const recording = useWords(recordingWords);
  const { language } = useLanguage();
  const { clock } = useLive();
  const record = useRecord();
  const forms = useQuery(dutyFormsQuery(draft.contract));
  const [noting, setNoting] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { sending, refusal, attempt } = useSending();
  const lists = forms.data?.forms.checklists.filter(({ inspections }) => inspections.includes(draft.kind)) ?? [];
  const areas =
    lists.length > 0
      ? lists.flatMap((list) => list.areas)
      : [{ area: 'overall', nameZh: words.overall, nameEn: words.overall }];
  const nameOf = (area: string) => {
    const found = areas.find((one) => one.area === area);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : area;
  };
  const left = unanswered(
    draft,
    areas.map(({ area }) => area),
  );

  async function end() {
    setTried(true);
    if (left.length > 0) return;
    const done = await attempt(async () => {
      for (const fact of factsOf(draft))
        try {
          await record(draft.contract, fact, String(fact['finding'] ?? draft.inspection));
        } catch (error) {
          // It was delivered before the page was loaded anew.
          if (!(error instanceof ApiError && error.code === 'RECORD.TWICE')) throw error;
        }
    });
    if (done) onDone();
  }

  return (
    <article className="card sheet" data-inspection={draft.inspection}>
      <h3>
        {recording.options[draft.kind] ?? draft.kind} {draft.period}
        <small>
          {contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : draft.contract} · {draft.inspection}
        </small>
      </h3>
      {forms.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {forms.error && <Refused error={forms.error} />}
      <p className="note">
        {lists.length > 0 ? words.areasBy(lists.map(({ clause }) => clause).join('、')) : words.noAreas}
      </p>
      {areas.map(({ area }) => (
        <fieldset key={area} data-area={area} className={tried && left.includes(area) ? 'missing' : undefined}>
          <legend>{nameOf(area)}</legend>
          <div className="answers">
            {answers.map((answer) => (
              <button
                key={answer}
                type="button"
                aria-pressed={draft.answers[area] === answer}
                className={answer}
                onClick={() => {
                  onChange({ ...draft, answers: { ...draft.answers, [area]: answer } });
                  if (answer === 'finding') setNoting(area);
                }}
              >
                {shapes[answer]} {words.answers[answer]}
              </button>
            ))}
          </div>
          {draft.findings
            .filter((finding) => finding.area === area)
            .map((finding) => (
              <p key={finding.finding} className={`found ${finding.risk}`}>
                <span>
                  ▲ {words.risks[finding.risk]} · {finding.summary}
                  {finding.dueOn !== '' && ` · ${words.dueBy(finding.dueOn)}`}
                </span>
                <button
                  type="button"
                  onClick={() =>
                    onChange({ ...draft, findings: draft.findings.filter((one) => one.finding !== finding.finding) })
                  }
                >
                  {words.remove}
                </button>
              </p>
            ))}
          {noting === area ? (
            <FindingForm
              today={today}
              onCancel={() => setNoting(null)}
              onSave={(said) => {
                const finding = { ...said, area, finding: newKeyAt(clock.nowMs()) };
                onChange({ ...draft, findings: [...draft.findings, finding] });
                setNoting(null);
              }}
            />
          ) : (
            draft.answers[area] === 'finding' && (
              <button type="button" className="more" onClick={() => setNoting(area)}>
                + {words.addFinding}
              </button>
            )
          )}
        </fieldset>
      ))}
      {tried && left.length > 0 && (
        <p role="alert" className="warn">
          ▲ {words.unanswered(left.map(nameOf).join('、'))}
        </p>
      )}
      {sending && <p role="status">● {words.sending}</p>}
      {refusal !== null && <Refused error={refusal} title={words.notSent} />}
      <div className="actions">
        <Button type="primary" size="large" block loading={sending} onClick={() => void end()}>
          {words.end}
        </Button>
        <Popconfirm title={words.discardSure} okText={words.discard} cancelText={words.cancel} onConfirm={onDone}>
          <Button type="text" disabled={sending}>
            {words.discard}
          </Button>
        </Popconfirm>
      </div>
    </article>
  );
}
