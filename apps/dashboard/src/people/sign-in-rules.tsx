import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber, Select, Skeleton } from 'antd';
import type { Role } from '@weibao/messages';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';
import { isWall } from '../session/session.js';

interface Rules {
  passwordLength: number;
  passwordDays: number;
  secondFactorRoles: Role[];
}
const queryKey = ['sign-in-policy'];

/** How long passwords are at least, how long they are good, and who needs a second factor. */
export function SignInRules() {
  const words = useWords(peopleWords);
  const frame = useWords(frameWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const rules = useQuery({ queryKey, queryFn: ({ signal }) => ask<Rules>('/api/sign-in-policy', { signal }) });
  const save = useMutation({
    mutationFn: (body: Rules) => ask<Rules>('/api/sign-in-policy', { method: 'PUT', body }),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      message.success(words.saved);
    },
  });
  const options = Object.entries(frame.roles)
    .filter(([role]) => !isWall(role as Role))
    .map(([value, label]) => ({ value, label }));
  return (
    <section className="card" aria-label={words.rules}>
      <h2>{words.rules}</h2>
      {rules.error && <Refused error={rules.error} title={frame.readFailed(words.rules)} />}
      {rules.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {rules.data && (
        <Form<Rules> layout="vertical" initialValues={rules.data} onFinish={(typed) => save.mutate(typed)}>
          <Form.Item name="passwordLength" label={words.passwordLength}>
            <InputNumber min={12} max={64} precision={0} />
          </Form.Item>
          <Form.Item name="passwordDays" label={words.passwordDays}>
            <InputNumber min={0} max={730} precision={0} />
          </Form.Item>
          <Form.Item name="secondFactorRoles" label={words.factorRoles}>
            <Select mode="multiple" options={options} />
          </Form.Item>
          {save.error && <Refused error={save.error} />}
          <Button htmlType="submit" loading={save.isPending}>
            {words.saveRules}
          </Button>
        </Form>
      )}
    </section>
  );
}
