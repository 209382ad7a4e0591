import { useQueryClient } from '@tanstack/react-query';
import type { StatementSubject } from '@weibao/exchange';
import { operations, sideOf, type ContractView } from '@weibao/messages';
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

/** Whether who is signed in may issue statements of a contract. */
export function useMayIssue({ parties }: ContractView): boolean {
  const session = useSession();
  return issuers.includes(session.role) && sideOf(session, parties) === 'hospital';
}

interface IssueStatementProps {
  contract: ContractView;
  subject: StatementSubject;
  name: string; // of the payment or period, in words
}

/** Issues a settlement statement of a payment or period as it stands, after a word on what that means. */
export function IssueStatement({ contract, subject, name }: IssueStatementProps) {
  const words = useWords(statementWords);
  const mayIssue = useMayIssue(contract);
  const send = useSend();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [open, setOpen] = useState(false);
  const { sending, refusal, attempt } = useSending();
  if (!mayIssue) return null;

  async function issue() {
    await attempt(async () => {
      const { result } = await send({
        contract: contract.contract,
        path: '/statements',
        body: subject,
        label: words.issuing(name),
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
          title={words.issueTitle(name)}
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
