import type { AmendmentTrial } from '@weibao/messages';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FileField } from '../evidence/file-field.js';
import { useUploads } from '../evidence/use-uploads.js';
import { Refused } from '../frame/refused.js';
import { amendmentWords } from '../i18n/amendment-words.js';
import { contractWords } from '../i18n/contract-words.js';
import { documentWords } from '../i18n/document-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { Field } from '../payments/field.js';
import { useRecordFact } from '../payments/use-record-fact.js';
import { ChangeList } from '../figures/change-list.js';

interface AmendRecordProps {
  contract: string;
  trial: AmendmentTrial | null; // of what is typed now; null: nothing, or not tried out yet
  isEmpty: boolean;
  error: unknown;
}

/** What the amendment comes to, old and new, and its number, day and signed file, with which it is recorded. */
export function AmendRecord({ contract, trial, isEmpty, error }: AmendRecordProps) {
  const words = useWords(amendmentWords);
  const files = useWords(documentWords);
  const { severities } = useWords(contractWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { record, sending, refusal } = useRecordFact(contract);
  const uploads = useUploads(contract);
  const [supplement, setSupplement] = useState('');
  const [effectiveOn, setEffectiveOn] = useState('');
  const [asked, setAsked] = useState(false);
  const filesFault = uploads.busy ? files.waitForFiles : uploads.failed ? files.failedFiles : undefined;
  const isSame = trial !== null && trial.figures.length + trial.parameters.length === 0;

  async function submit() {
    setAsked(true);
    if (trial === null || isSame || supplement.trim() === '' || effectiveOn === '' || filesFault !== undefined) return;
    const { changes } = trial;
    const fact = {
      type: 'contract.amended' as const,
      effectiveOn,
      supplement: supplement.trim(),
      changes,
      ...uploads.named(),
    };
    if (await record({ fact }, `${words.title} ${supplement.trim()}`))
      await navigate(`/contracts/${encodeURIComponent(contract)}?view=versions`);
  }

  return (
    <aside className="draft-findings card" aria-label={words.changes}>
      <h2>{words.changes}</h2>
      {error !== null && !isEmpty && <Refused error={error} title={words.notTried} />}
      {(isEmpty || isSame) && <p className="hint">{words.nothing}</p>}
      {trial !== null && (
        <>
          <ChangeList figures={trial.figures} parameters={trial.parameters} />
          <h3>{words.findings}</h3>
          {trial.findings.length === 0 && <p>✓ {words.noFindings}</p>}
          <ol>
            {trial.findings.map((finding) => (
              <li key={finding.key} data-finding={finding.finding}>
                <span className={`severity ${finding.severity}`}>
                  ▲ {severities[finding.severity]} <code>{finding.clause}</code>
                </span>
                <p>{finding[language]}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      <Field
        id="amend-supplement"
        label={words.supplement}
        fault={asked && supplement.trim() === '' ? words.supplementNeeded : null}
      >
        <Input id="amend-supplement" value={supplement} onChange={({ target }) => setSupplement(target.value)} />
      </Field>
      <Field
        id="amend-effective"
        label={words.effectiveOn}
        hint={words.effectiveHint}
        fault={asked && effectiveOn === '' ? words.effectiveNeeded : null}
      >
        <Input
          id="amend-effective"
          type="date"
          value={effectiveOn}
          onChange={({ target }) => setEffectiveOn(target.value)}
        />
      </Field>
      <FileField uploads={uploads} fault={asked ? filesFault : undefined} />
      {refusal !== null && <Refused error={refusal} title={words.refused} />}
      <Button type="primary" disabled={trial === null || isSame} loading={sending} onClick={() => void submit()}>
        {words.record}
      </Button>
    </aside>
  );
}
