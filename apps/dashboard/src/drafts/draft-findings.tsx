import { useMutation } from '@tanstack/react-query';
import type { DraftView, FindingView } from '@weibao/messages';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractWords } from '../i18n/contract-words.js';
import { draftWords } from '../i18n/draft-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import { instantMs, momentOf } from '../time/moments.js';
import { draftPath } from './drafts-query.js';
import type { OpenDraft } from './use-draft.js';

const shapes = { BLOCK: '✕', WARN: '▲', INFO: '○' } as const;
const asks = ({ severity, accepted }: FindingView) => severity !== 'INFO' && accepted === null;

/** What lint finds in the draft as it was saved last. Each finding is mended in the form, or taken as it is with a reason. */
export function DraftFindings({ draft, readOnly }: { draft: OpenDraft; readOnly: boolean }) {
  const words = useWords(draftWords);
  const { findings } = draft.view;
  const open = findings.filter(asks);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const wanted = open.filter(({ key }) => chosen.has(key)).map(({ key }) => key);
  const accept = useMutation({
    mutationFn: () =>
      ask<{ result: DraftView }>(`${draftPath(draft.view.draft)}/acceptances`, {
        method: 'POST',
        body: { findings: wanted, note: note.trim() },
        headers: { 'idempotency-key': newCommandId() },
      }),
    onSuccess: ({ result }) => {
      draft.take(result);
      setChosen(new Set());
      setNote('');
    },
  });
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <aside className="draft-findings card" aria-label={words.findings}>
      <h2>{words.findings}</h2>
      <p role="status" data-open={open.length}>
        {open.length === 0 ? `✓ ${words.nothingOpen}` : `▲ ${words.stillOpen(open.length)}`}
      </p>
      {!readOnly && open.length > 0 && (
        <div className="accept">
          <Checkbox
            checked={wanted.length === open.length}
            indeterminate={wanted.length > 0 && wanted.length < open.length}
            onChange={({ target }) => setChosen(new Set(target.checked ? open.map(({ key }) => key) : []))}
          >
            {words.chooseAll}
          </Checkbox>
          <Input.TextArea
            aria-label={words.reason}
            placeholder={words.reason}
            autoSize
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
          <Button
            disabled={wanted.length === 0 || note.trim() === ''}
            loading={accept.isPending}
            onClick={() => accept.mutate()}
          >
            {words.accept(wanted.length)}
          </Button>
          {accept.isError && <Refused error={accept.error} />}
        </div>
      )}
      <ol>
        {findings.map((finding) => (
          <Finding
            key={finding.key}
            finding={finding}
            place={draft.view.clauses.find(({ id }) => id === finding.clause)?.place ?? ''}
            choice={
              !readOnly && asks(finding)
                ? { checked: chosen.has(finding.key), toggle: () => toggle(finding.key) }
                : null
            }
          />
        ))}
      </ol>
    </aside>
  );
}

interface FindingProps {
  finding: FindingView;
  place: string;
  choice: { checked: boolean; toggle(): void } | null;
}

function Finding({ finding, place, choice }: FindingProps) {
  const words = useWords(draftWords);
  const { severities, proposal } = useWords(contractWords);
  const { language } = useLanguage();
  const { severity, clause, accepted } = finding;
  const head = (
    <span className={`severity ${severity}`}>
      {shapes[severity]} {severities[severity]} <code>{clause}</code> {place}
    </span>
  );
  return (
    <li data-finding={finding.finding} data-finding-clause={clause} data-accepted={accepted !== null}>
      {choice ? (
        <Checkbox checked={choice.checked} onChange={choice.toggle}>
          {head}
        </Checkbox>
      ) : (
        head
      )}
      <p>{finding[language]}</p>
      <p className="proposal">
        <b>{proposal}</b> {language === 'zh' ? finding.proposalZh : finding.proposalEn}
      </p>
      {accepted !== null && (
        <p className="accepted">
          ✓ {words.acceptedBy(accepted.account, momentOf(instantMs(accepted.at)))}
          {accepted.reason !== null && `：${accepted.reason}`}
        </p>
      )}
    </li>
  );
}
