import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { deviceWords } from '../i18n/device-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { devicesQuery, type Device, type DevicesAnswer } from './devices-query.js';

type Wanted = Pick<Device, 'organisation' | 'name' | 'profile'> & { code: string };

export function PairForm({ organisations }: Pick<DevicesAnswer, 'organisations'>) {
  const words = useWords(deviceWords);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Wanted>();
  const pair = useMutation({
    mutationFn: (body: Wanted) => ask<Device>('/api/devices', { method: 'POST', body }),
    onSuccess: (device) => {
      void message.success(words.paired(device.name));
      form.resetFields(['code', 'name']);
      return client.invalidateQueries(devicesQuery);
    },
  });
  const only = organisations.length === 1 ? organisations[0]?.id : undefined;
  return (
    <Form<Wanted>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ profile: 'default', organisation: only }}
      onFinish={(body) => pair.mutate(body)}
    >
      {pair.error && <Refused error={pair.error} />}
      <div className="pair-fields">
        <Form.Item name="code" label={words.code} rules={[{ required: true, message: words.codeNeeded }]}>
          <Input
            className="code"
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={12}
            placeholder="K7QF-3XPM"
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, whitespace: true, message: words.nameNeeded }]}
        >
          <Input maxLength={60} autoComplete="off" placeholder={words.namePlaceholder} />
        </Form.Item>
        <Form.Item
          name="organisation"
          label={words.organisation}
          rules={[{ required: true, message: words.organisationNeeded }]}
        >
          <Select
            options={organisations.map(({ id, nameZh, nameEn }) => ({
              value: id,
              label: language === 'zh' ? nameZh : nameEn,
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="profile" label={words.profile}>
        <Radio.Group
          options={(['default', 'internal'] as const).map((value) => ({ value, label: words.profiles[value] }))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={pair.isPending}>
        {words.pair}
      </Button>
    </Form>
  );
}
