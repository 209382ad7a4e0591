import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Popconfirm, Select, Skeleton, Table } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { deviceWords, type DeviceWords } from '../i18n/device-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { instantMs, momentOf } from '../time/moments.js';
import { devicesQuery, type Device } from './devices-query.js';
import './devices.css';
import { PairForm } from './pair-form.js';

const profiles = ['default', 'internal'] as const;

/** Walls by pairing code: whose they are, what they show, when they were last seen; revoked ones stay in the list. */
export function DevicesPage() {
  const words = useWords(deviceWords);
  const { language } = useLanguage();
  const nowMs = useNow();
  const client = useQueryClient();
  const { data, error, isPending } = useQuery(devicesQuery);
  const revoke = useMutation({
    mutationFn: (id: string) => ask(`/api/devices/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries(devicesQuery),
  });
  const show = useMutation({
    mutationFn: ({ id, profile }: Pick<Device, 'id' | 'profile'>) =>
      ask(`/api/devices/${encodeURIComponent(id)}/profile`, { method: 'PUT', body: { profile } }),
    onSettled: () => client.invalidateQueries(devicesQuery),
  });
  const failure = error ?? revoke.error ?? show.error;
  const nameOf = (id: string) => {
    const found = data?.organisations.find((organisation) => organisation.id === id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) ?? id;
  };
  const moment = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  return (
    <div className="devices-page">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <section className="card" aria-label={words.pair}>
        {data ? <PairForm organisations={data.organisations} /> : isPending && <Skeleton active />}
      </section>
      {failure && <Refused error={failure} />}
      <section className="card" aria-label={words.list}>
        <h2>{words.list}</h2>
        <Table<Device>
          rowKey="id"
          size="middle"
          pagination={false}
          scroll={{ x: 'max-content' }}
          loading={isPending}
          dataSource={data?.devices ?? []}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.empty} /> }}
          columns={[
            { title: words.name, dataIndex: 'name' },
            { title: words.organisation, dataIndex: 'organisation', render: nameOf },
            {
              title: words.profile,
              dataIndex: 'profile',
              render: (profile: Device['profile'], device) =>
                device.revokedAt !== null ? (
                  words.profileShort[profile]
                ) : (
                  <Select<Device['profile']>
                    aria-label={`${words.profile} ${device.name}`}
                    value={show.isPending && show.variables.id === device.id ? show.variables.profile : profile}
                    onChange={(next) => show.mutate({ id: device.id, profile: next })}
                    options={profiles.map((value) => ({ value, label: words.profileShort[value] }))}
                  />
                ),
            },
            { title: words.state, key: 'state', render: (_, device) => words[stateOf(device, nowMs)] },
            { title: words.seen, dataIndex: 'seenAt', render: moment },
            { title: words.ends, dataIndex: 'endsAt', render: moment },
            { title: words.by, dataIndex: 'createdBy' },
            {
              title: '',
              key: 'revoke',
              render: (_, device) =>
                device.revokedAt === null && (
                  <Popconfirm
                    title={words.revokeAsk(device.name)}
                    okText={words.revoke}
                    cancelText={words.cancel}
                    onConfirm={() => revoke.mutateAsync(device.id)}
                  >
                    <Button danger size="small">
                      {words.revoke}
                    </Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      </section>
    </div>
  );
}

function stateOf(
  { revokedAt, endsAt }: Device,
  nowMs: number,
): keyof Pick<DeviceWords, 'live' | 'expired' | 'revoked'> {
  if (revokedAt !== null) return 'revoked';
  return instantMs(endsAt) <= nowMs ? 'expired' : 'live';
}
