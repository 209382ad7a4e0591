import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Select } from 'antd';
import type { Role } from '@weibao/messages';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';
import { accountPath, peopleQuery, type Account } from '../http/people-query.js';

/** Grants a role, or takes it away. Which roles an organisation can give is the server's to say. */
export function GrantDialog({ account, onClose }: { account: Account; onClose(): void }) {
  const words = useWords(peopleWords);
  const frame = useWords(frameWords);
  const client = useQueryClient();
  const [role, setRole] = useState<Role | null>(account.role);
  const [institution, setInstitution] = useState(account.institution ?? '');
  const [department, setDepartment] = useState(account.department ?? '');
  const grant = useMutation({
    mutationFn: () => {
      const place = { ...(institution ? { institution } : {}), ...(department ? { department } : {}) };
      const body = { role, ...(role === 'reporter' ? place : {}) };
      return ask(`${accountPath(account.name)}/role`, { method: 'PUT', body });
    },
    onSuccess: () => {
      void client.invalidateQueries(peopleQuery);
      onClose();
    },
  });
  const options = Object.entries(frame.roles).map(([value, label]) => ({ value, label }));
  return (
    <Modal
      open
      title={`${words.grant} · ${account.name}`}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={grant.isPending}
      onOk={() => grant.mutate()}
      onCancel={onClose}
    >
      <div className="grant">
        <Select<string>
          aria-label={words.role}
          value={role ?? ''}
          options={[{ value: '', label: words.noRole }, ...options]}
          onChange={(value) => setRole(value === '' ? null : (value as Role))}
        />
        {role === 'reporter' && (
          <>
            <Input
              aria-label={words.institution}
              placeholder={words.institution}
              value={institution}
              onChange={(event) => setInstitution(event.target.value)}
            />
            <Input
              aria-label={words.department}
              placeholder={words.department}
              value={department}
              onChange={(event) => setDepartment(event.target.value)}
            />
          </>
        )}
        {grant.error && <Refused error={grant.error} />}
      </div>
    </Modal>
  );
}
