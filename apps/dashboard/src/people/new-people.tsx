import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';
import { accountPath, peopleQuery, type Organisation, type OrganisationKind } from '../http/people-query.js';

interface TypedAccount {
  id: string;
  organisation: string;
  nameZh: string;
  nameEn: string;
}

export function NewAccount({ organisations }: { organisations: readonly Organisation[] }) {
  const words = useWords(peopleWords);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [form] = Form.useForm<TypedAccount>();
  const make = useMutation({
    mutationFn: ({ id, ...body }: TypedAccount) => ask(accountPath(id), { method: 'PUT', body }),
    onSuccess: () => {
      form.resetFields();
      return client.invalidateQueries(peopleQuery);
    },
  });
  const rules = [{ required: true, message: words.needed }];
  return (
    <section className="card" aria-label={words.newAccount}>
      <h2>{words.newAccount}</h2>
      <Form<TypedAccount> form={form} layout="vertical" requiredMark={false} onFinish={(typed) => make.mutate(typed)}>
        <Form.Item name="id" label={words.id} rules={rules}>
          <Input autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="organisation" label={words.organisation} rules={rules}>
          <Select
            options={organisations.map(({ id, nameZh, nameEn }) => ({
              value: id,
              label: language === 'zh' ? nameZh : nameEn,
            }))}
          />
        </Form.Item>
        <Form.Item name="nameZh" label={words.nameZh} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="nameEn" label={words.nameEn} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        {make.error && <Refused error={make.error} />}
        <Button htmlType="submit" loading={make.isPending}>
          {words.make}
        </Button>
      </Form>
    </section>
  );
}

interface TypedOrganisation {
  id: string;
  nameZh: string;
  nameEn: string;
  kind: OrganisationKind;
}

export function NewOrganisation() {
  const words = useWords(peopleWords);
  const client = useQueryClient();
  const [form] = Form.useForm<TypedOrganisation>();
  const make = useMutation({
    mutationFn: ({ id, ...body }: TypedOrganisation) =>
      ask(`/api/organisations/${encodeURIComponent(id)}`, { method: 'PUT', body }),
    onSuccess: () => {
      form.resetFields();
      return client.invalidateQueries(peopleQuery);
    },
  });
  const rules = [{ required: true, message: words.needed }];
  return (
    <section className="card" aria-label={words.newOrganisation}>
      <h2>{words.newOrganisation}</h2>
      <Form<TypedOrganisation>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => make.mutate(typed)}
      >
        <Form.Item name="id" label={words.id} rules={rules}>
          <Input autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="kind" label={words.kind} rules={rules}>
          <Select options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="nameZh" label={words.nameZh} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="nameEn" label={words.nameEn} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        {make.error && <Refused error={make.error} />}
        <Button htmlType="submit" loading={make.isPending}>
          {words.make}
        </Button>
      </Form>
    </section>
  );
}
