import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Input, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { contactsQuery, type Contact } from '../http/directory-queries.js';
import { ask } from '../http/http.js';
import { directoryWords } from '../i18n/directory-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

type Wanted = Pick<Contact, 'department' | 'name' | 'phone'>;

/** Callers of the own organisation; erasing one is for good. */
export function ContactList() {
  const words = useWords(directoryWords);
  const frame = useWords(frameWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Wanted>();
  const [typed, setTyped] = useState('');
  const { data, error, isPending } = useQuery(contactsQuery);
  const add = useMutation({
    mutationFn: (body: Wanted) => ask('/api/contacts', { method: 'POST', body }),
    onSuccess: () => {
      void message.success(words.contactAdded);
      form.resetFields();
      return client.invalidateQueries(contactsQuery);
    },
  });
  const erase = useMutation({
    mutationFn: (id: string) => ask(`/api/contacts/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['call'] });
      await client.invalidateQueries(contactsQuery);
    },
  });
  const found = (data ?? []).filter(({ department, name, phone }) =>
    [department, name, phone].some((text) => text.includes(typed.trim())),
  );
  return (
    <section className="card" aria-label={words.contacts}>
      <h2>{words.contacts}</h2>
      <p>{words.contactsLead}</p>
      {error && <Refused error={error} title={frame.readFailed(words.contacts)} />}
      {(add.error ?? erase.error) && <Refused error={add.error ?? erase.error} />}
      <Form<Wanted>
        form={form}
        layout="vertical"
        initialValues={{ department: '', name: '', phone: '' }}
        onFinish={(body) => add.mutate(body)}
      >
        <Form.Item name="department" label={words.department}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={words.person}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="phone"
          label={words.phone}
          dependencies={['name']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, phone: string) =>
                phone.trim() || String(getFieldValue('name')).trim()
                  ? Promise.resolve()
                  : Promise.reject(new Error(words.nameOrPhone)),
            }),
          ]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item>
          <Button htmlType="submit" loading={add.isPending}>
            {words.addContact}
          </Button>
        </Form.Item>
      </Form>
      <Input.Search
        className="find"
        allowClear
        aria-label={words.find}
        placeholder={words.find}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Table<Contact>
        rowKey="id"
        size="middle"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        loading={isPending}
        dataSource={found}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={typed.trim() === '' ? words.noContacts : words.noneFound}
            />
          ),
        }}
        columns={[
          { title: words.department, dataIndex: 'department' },
          { title: words.person, dataIndex: 'name' },
          { title: words.phone, dataIndex: 'phone' },
          {
            title: words.lastCalled,
            dataIndex: 'notedAt',
            render: (notedAt: string) => momentOf(instantMs(notedAt)).slice(0, 16),
          },
          {
            title: '',
            key: 'erase',
            render: (_, contact) => (
              <Popconfirm
                title={words.eraseAsk(contact.name || contact.phone)}
                okText={words.erase}
                cancelText={words.cancel}
                onConfirm={() => erase.mutateAsync(contact.id)}
              >
                <Button size="small">{words.erase}</Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </section>
  );
}
