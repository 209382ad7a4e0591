import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FindingView } from '@weibao/messages';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractWords } from '../i18n/contract-words.js';
import { draftWords } from '../i18n/draft-words.js';
import { readingWords } from '../i18n/reading-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import { Field } from '../payments/field.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';

/** Who took a finding as it is; or the way to take it, for the hospital's head of IT. */
export function AcceptFinding({ contract, finding }: { contract: string; finding: FindingView }) {
  const words = useWords(draftWords);
  const { role } = useSession();
  const [open, setOpen] = useState(false);
  const { accepted, severity } = finding;
  if (accepted !== null)
    return (
      <p className="accepted" data-accepted-by={accepted.account}>
        ✓ {words.acceptedBy(accepted.account, momentOf(instantMs(accepted.at)))}
        {accepted.reason !== null && `：${accepted.reason}`}
      </p>
    );
  if (role !== 'it-head' || severity === 'INFO') return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.acceptOne}
      </Button>
      {open && <AcceptDialog contract={contract} finding={finding} onClose={() => setOpen(false)} />}
    </>
  );
}

function AcceptDialog({ contract, finding, onClose }: { contract: string; finding: FindingView; onClose(): void }) {
  const words = useWords(draftWords);
  const { reasonNeeded } = useWords(readingWords);
  const { severities } = useWords(contractWords);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [commandId] = useState(newCommandId);
  const accept = useMutation({
    mutationFn: () =>
      ask(`/api/contracts/${encodeURIComponent(contract)}/acceptances`, {
        method: 'POST',
        body: { findings: [finding.key], note: note.trim() },
        headers: { 'idempotency-key': commandId },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['outcome', contract] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={`${words.acceptOne} · ${severities[finding.severity]} ${finding.clause}`}
      okText={words.acceptOne}
      cancelText={words.cancel}
      confirmLoading={accept.isPending}
      onOk={() => {
        setTried(true);
        if (note.trim() !== '') accept.mutate();
      }}
      onCancel={onClose}
    >
      {accept.isError && <Refused error={accept.error} />}
      <p>{finding[language]}</p>
      <Field id="accept-note" label={words.reason} fault={tried && note.trim() === '' ? reasonNeeded : null}>
        <Input.TextArea id="accept-note" rows={3} value={note} onChange={({ target }) => setNote(target.value)} />
      </Field>
    </Modal>
  );
}
