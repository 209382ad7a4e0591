import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select, Typography } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { peopleQuery } from '../http/people-query.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { tokenWords } from '../i18n/token-words.js';
import { useLive } from '../live/live-provider.js';
import { instantOf } from '../time/moments.js';
import { tokensQuery, type Token, type TokenAction } from './tokens-query.js';

interface Typed {
  name: string;
  account: string;
  actions: string[];
  contracts: string[];
  days: number;
}

const DAY_MS = 86_400_000;
const DAYS = [7, 30, 90, 180, 365];

/** Name, account, uses, contracts and term of a new token. The server decides; the form offers what the account's role may do. */
export function TokenForm({ actions }: { actions: readonly TokenAction[] }) {
  const words = useWords(tokenWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const { clock } = useLive();
  const { modal } = App.useApp();
  const client = useQueryClient();
  const people = useQuery(peopleQuery);
  const [form] = Form.useForm<Typed>();
  const account = Form.useWatch('account', form);
  const make = useMutation({
    mutationFn: ({ days, ...typed }: Typed) =>
      ask<{ token: Token; secret: string }>('/api/tokens', {
        method: 'POST',
        body: { ...typed, expiresAt: instantOf(clock.nowMs() + days * DAY_MS) },
      }),
    onSuccess: ({ token, secret }) => {
      form.resetFields();
      void modal.info({
        title: words.made(token.name),
        content: (
          <>
            <Typography.Paragraph copyable className="token-secret" data-secret>
              {secret}
            </Typography.Paragraph>
            <p>{words.madeHow}</p>
          </>
        ),
        width: 640,
        okText: words.understood,
        keyboard: false, // what is shown once is closed on purpose
      });
      return client.invalidateQueries(tokensQuery);
    },
  });
  const accounts = (people.data?.accounts ?? []).filter(({ role, disabled }) => role !== null && !disabled);
  const role = accounts.find(({ name }) => name === account)?.role;
  const useful = actions.filter(({ roles }) => role !== undefined && role !== null && roles.includes(role));
  const fitsPlatform = async (contracts: readonly string[]) => {
    const chosen = form.getFieldValue('actions') as string[];
    const lacking = useful.filter((one) => one.ofThePlatform && chosen.includes(one.action)).map((one) => one.action);
    if (contracts.length > 0 && !contracts.includes('*') && lacking.length > 0)
      throw new Error(words.platform(lacking.join(' ')));
  };
  const needed = (message: string) => [{ required: true, message }];
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ days: 90, actions: [], contracts: [] }}
      onFinish={(typed) => make.mutate(typed)}
    >
      {people.error && <Refused error={people.error} title={frame.readFailed(words.account)} />}
      <div className="token-fields">
        <Form.Item name="name" label={words.name} rules={needed(words.nameNeeded)}>
          <Input maxLength={60} autoComplete="off" placeholder={words.namePlaceholder} />
        </Form.Item>
        <Form.Item name="account" label={words.account} rules={needed(words.accountNeeded)}>
          <Select
            showSearch
            loading={people.isPending}
            options={accounts.map((one) => ({
              value: one.name,
              label: `${one.name} · ${one.role === null ? '' : frame.roles[one.role]}`,
            }))}
            onChange={() => form.setFieldValue('actions', [])}
          />
        </Form.Item>
        <Form.Item name="days" label={words.days}>
          <Select options={DAYS.map((days) => ({ value: days, label: words.daysOf(String(days)) }))} />
        </Form.Item>
      </div>
      <Form.Item
        name="actions"
        label={words.actions}
        rules={needed(words.actionsNeeded)}
        extra={account === undefined ? words.actionsFirst : undefined}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          disabled={account === undefined}
          options={useful.map((one) => ({
            value: one.action,
            label: `${one.action} · ${(language === 'zh' ? one.routesZh : one.routesEn).join(' / ')}`,
          }))}
          labelRender={({ value }) => <code>{value}</code>}
        />
      </Form.Item>
      <Form.Item
        name="contracts"
        label={words.contracts}
        dependencies={['actions']}
        rules={[...needed(words.contractsNeeded), { validator: (_, ids: string[]) => fitsPlatform(ids) }]}
      >
        <Select
          mode="tags"
          placeholder={words.contractsPlaceholder}
          tokenSeparators={[',', ' ', '，']}
          options={[{ value: '*', label: words.allContracts }]}
        />
      </Form.Item>
      {make.error && <Refused error={make.error} />}
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {words.make}
      </Button>
    </Form>
  );
}
