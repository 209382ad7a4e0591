import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { accountPath, peopleQuery, type Organisation } from '../http/people-query.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';

export function NewAccount({ organisations }: { organisations: readonly Organisation[] }) {
  const words = useWords(peopleWords);
  const { language } = useLanguage();
  return (
    <NewCard title={words.newAccount} pathOf={accountPath}>
      <Form.Item name="organisation" label={words.organisation} rules={[{ required: true, message: words.needed }]}>
        <Select
          options={organisations.map(({ id, nameZh, nameEn }) => ({
            value: id,
            label: language === 'zh' ? nameZh : nameEn,
          }))}
        />
      </Form.Item>
    </NewCard>
  );
}

export function NewOrganisation() {
  const words = useWords(peopleWords);
  return (
    <NewCard title={words.newOrganisation} pathOf={(id) => `/api/organisations/${encodeURIComponent(id)}`}>
      <Form.Item name="kind" label={words.kind} rules={[{ required: true, message: words.needed }]}>
        <Select options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
    </NewCard>
  );
}

interface NewCardProps {
  title: string;
  pathOf(id: string): string;
  children: ReactNode; // what it has besides its id and its names
}

/** A form that makes something with an id and names in both languages. */
function NewCard({ title, pathOf, children }: NewCardProps) {
  const words = useWords(peopleWords);
  const client = useQueryClient();
  const [form] = Form.useForm<{ id: string }>();
  const make = useMutation({
    mutationFn: ({ id, ...body }: { id: string }) => ask(pathOf(id), { method: 'PUT', body }),
    onSuccess: () => {
      form.resetFields();
      return client.invalidateQueries(peopleQuery);
    },
  });
  const rules = [{ required: true, message: words.needed }];
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => make.mutate(typed)}>
        <Form.Item name="id" label={words.id} rules={rules}>
          <Input autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        {children}
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
