import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Refused } from '../frame/refused.js';
import type { Session } from '../http/answers.js';
import { ask } from '../http/http.js';
import { sessionQuery } from '../http/queries.js';
import { accountWords } from '../i18n/account-words.js';
import { useWords } from '../i18n/language.js';

interface Typed {
  old: string;
  new: string;
  again: string;
}

/** Old password, new one twice. What a password must be is the server's to say; it names all faults at once. */
export function PasswordForm({ oldLabel, onChanged }: { oldLabel: string; onChanged?: () => void }) {
  const words = useWords(accountWords);
  const client = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const change = useMutation({
    mutationFn: (typed: Typed) =>
      ask<Session>('/api/session/password', { method: 'POST', body: { old: typed.old, new: typed.new } }),
    onSuccess: (session) => {
      form.resetFields();
      onChanged?.();
      client.setQueryData(sessionQuery.queryKey, session);
      void client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const needed = { required: true, message: words.needed };
  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} onFinish={(typed) => change.mutate(typed)}>
      <Form.Item name="old" label={oldLabel} rules={[needed]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="new" label={words.new} extra={words.rule} rules={[needed]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={words.again}
        dependencies={['new']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(words.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.error && <Refused error={change.error} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {words.change}
      </Button>
    </Form>
  );
}
