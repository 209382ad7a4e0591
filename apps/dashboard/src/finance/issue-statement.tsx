import { useQueryClient } from '@tanstack/react-query';
import { operations, sideOf, type ContractView, type Role } from '@weibao/messages';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { useWords } from '../i18n/language.js';
import { statementWords } from '../i18n/statement-words.js';
import { useSend } from '../outbox/outbox-provider.js';
import { useSession } from '../session/session.js';

const issuers: readonly string[] = operations['billing.statement.issue'].allowed.roles;
const mayIssue = (role: Role, side: ReturnType<typeof sideOf>) => issuers.includes(role) && side === 'hospital';

/** Issues a settlement statement of the payment as it stands, after a word on what that means. */
export function IssueStatement({ contract, payment }: { contract: ContractView; payment: string }) {
  const words = useWords(statementWords);
  const session = useSession();
  const send = useSend();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [open, setOpen] = useState(false);
  const { sending, refusal, attempt } = useSending();
  if (!mayIssue(session.role, sideOf(session, contract.parties))) return null;

  async function issue() {
    await attempt(async () => {
      const { result } = await send({
        contract: contract.contract,
        path: '/statements',
        body: { payment },
        label: words.issuing(payment),
      });
      notification.success({ title: words.issued(String(result['statement'])), duration: 5, placement: 'bottomRight' });
      void client.invalidateQueries({ queryKey: ['outcome', contract.contract, 'statements'] });
      setOpen(false);
      void navigate('/statements');
    });
  }

  return (
    <>
      <Button data-act="statement" onClick={() => setOpen(true)}>
        {words.issue}
      </Button>
      {open && (
        <Modal
          open
          title={words.issueTitle(payment)}
          okText={words.issue}
          cancelText={words.cancel}
          confirmLoading={sending}
          onOk={() => void issue()}
          onCancel={() => setOpen(false)}
        >
          {refusal !== null && <Refused error={refusal} title={words.issueRefused} />}
          <p>{words.issueText}</p>
        </Modal>
      )}
    </>
  );
}
