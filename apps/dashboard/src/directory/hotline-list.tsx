import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Input, Popconfirm, Select, Table } from 'antd';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { hotlinesQuery, type Hotline } from '../http/directory-queries.js';
import { ask } from '../http/http.js';
import { contractsQuery } from '../http/queries.js';
import { directoryWords } from '../i18n/directory-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';

type Wanted = Omit<Hotline, 'id' | 'system'> & { system?: string };
const pathOf = (contract: string) => `/api/contracts/${encodeURIComponent(contract)}/hotlines`;

export function HotlineList({ mayKeep }: { mayKeep: boolean }) {
  const words = useWords(directoryWords);
  const frame = useWords(frameWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Wanted>();
  const chosen = Form.useWatch('contract', form);
  const { data, error, isPending } = useQuery(hotlinesQuery);
  const contracts = useQuery(contractsQuery).data?.contracts ?? [];
  const nameOf = useContractName();
  const add = useMutation({
    mutationFn: ({ contract, ...body }: Wanted) => ask(pathOf(contract), { method: 'POST', body }),
    onSuccess: () => {
      void message.success(words.hotlineAdded);
      form.resetFields(['system', 'name', 'phone']);
      return client.invalidateQueries(hotlinesQuery);
    },
  });
  const remove = useMutation({
    mutationFn: ({ contract, id }: Hotline) =>
      ask(`${pathOf(contract)}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries(hotlinesQuery),
  });
  const needed = [{ required: true, whitespace: true, message: words.needed }];
  const systems = contracts.find(({ contract }) => contract === chosen)?.systems ?? [];
  return (
    <section className="card" aria-label={words.hotlines}>
      <h2>{words.hotlines}</h2>
      {error && <Refused error={error} title={frame.readFailed(words.hotlines)} />}
      {(add.error ?? remove.error) && <Refused error={add.error ?? remove.error} />}
      {mayKeep && (
        <Form<Wanted> form={form} layout="vertical" requiredMark={false} onFinish={(body) => add.mutate(body)}>
          <Form.Item name="contract" label={words.contract} rules={needed}>
            <Select options={contracts.map(({ contract }) => ({ value: contract, label: nameOf(contract) }))} />
          </Form.Item>
          <Form.Item name="system" label={words.system}>
            <Select
              allowClear
              placeholder={words.allSystems}
              options={systems.map(({ name }) => ({ value: name, label: name }))}
            />
          </Form.Item>
          <Form.Item name="name" label={words.hotlineName} rules={needed}>
            <Input maxLength={60} autoComplete="off" placeholder={words.hotlineNameHint} />
          </Form.Item>
          <Form.Item name="phone" label={words.phone} rules={needed}>
            <Input maxLength={60} autoComplete="off" placeholder={words.phoneHint} />
          </Form.Item>
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={add.isPending}>
              {words.addHotline}
            </Button>
          </Form.Item>
        </Form>
      )}
      <Table<Hotline>
        rowKey="id"
        size="middle"
        pagination={false}
        scroll={{ x: 'max-content' }}
        loading={isPending}
        dataSource={data ?? []}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={mayKeep ? words.noHotlines : words.noHotlinesVendor}
            />
          ),
        }}
        columns={[
          { title: words.contract, dataIndex: 'contract', render: nameOf },
          { title: words.system, dataIndex: 'system', render: (system: string | null) => system ?? words.allSystems },
          { title: words.hotlineName, dataIndex: 'name' },
          { title: words.phone, dataIndex: 'phone', render: (phone: string) => <b>{phone}</b> },
          {
            title: '',
            key: 'remove',
            render: (_, hotline) =>
              mayKeep && (
                <Popconfirm
                  title={words.removeAsk(hotline.name)}
                  okText={words.remove}
                  cancelText={words.cancel}
                  onConfirm={() => remove.mutateAsync(hotline)}
                >
                  <Button size="small">{words.remove}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </section>
  );
}
