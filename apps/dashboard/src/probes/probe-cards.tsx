import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MetricRecord } from '@weibao/exchange';
import type { ContractView, ProbeView, RecordedFact } from '@weibao/messages';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { postureQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { probeWords } from '../i18n/probe-words.js';
import { metricShapes, metricValue } from '../payments/metric-text.js';
import { periodText } from '../payments/period-text.js';
import { recordsQuery } from '../recording/records-query.js';
import { mayProbe, mayReadProbes, useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import { GapList } from './gap-list.js';
import { ProbeDialog } from './probe-dialog.js';
import './probes.css';
import { pathOfProbe, probesQuery } from './probes-query.js';

const squeezed = (name: string): string => name.replace(/\s+/g, '');
const isSame = (one: string | undefined, other: string): boolean =>
  one !== undefined && squeezed(one) === squeezed(other);

/** A card for each system: its availability year by year as the outcome has it, and how it answered the prober last. */
export function ProbeCards({ contract }: { contract: ContractView }) {
  const words = useWords(probeWords);
  const { role } = useSession();
  const [setting, setSetting] = useState<{ system: string; probe: ProbeView | undefined } | null>(null);
  const posture = useQuery(postureQuery);
  const { data, error } = useQuery({ ...probesQuery, enabled: mayReadProbes(role) });
  const gaps = useQuery(recordsQuery(contract.contract, 'monitoring.gap')).data?.facts ?? [];
  const probes = (data?.probes ?? []).filter((probe) => probe.contract === contract.contract);
  const metrics = (posture.data?.postures.find((one) => one.contract === contract.contract)?.metrics ?? []).filter(
    (metric) => metric.usedSeconds !== undefined,
  );
  const listed = contract.systems.filter(({ core }) => core).map(({ name }) => name);
  const others = probes.map(({ system }) => system).filter((name) => !listed.some((one) => isSame(one, name)));
  const pooled = metrics.filter(({ system }) => system === undefined);
  const systems = [...listed, ...others];
  if (systems.length + pooled.length === 0) return null;
  return (
    <section className="probes" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="hint">{words.lead}</p>
      {error && <Refused error={error} />}
      <Years metrics={pooled} />
      <ul>
        {systems.map((system) => (
          <SystemCard
            key={system}
            system={system}
            probe={probes.find((one) => isSame(one.system, system))}
            metrics={metrics.filter((metric) => isSame(metric.system, system))}
            gaps={gaps.filter(({ fact }) => fact.type === 'monitoring.gap' && isSame(fact.system, system))}
            onSet={(probe) => setSetting({ system, probe })}
          />
        ))}
      </ul>
      {setting && <ProbeDialog contract={contract.contract} {...setting} onClose={() => setSetting(null)} />}
    </section>
  );
}

/** Latest year first: percent, time used, time allowed. */
function Years({ metrics }: { metrics: readonly MetricRecord[] }) {
  const { language } = useLanguage();
  return [...metrics].reverse().map((metric) => (
    <p key={metric.period} className={`year ${metric.status}`} data-year={metric.period}>
      {metricShapes[metric.status]} {periodText(metric.period, language)} {metricValue(metric, language)}
    </p>
  ));
}

interface SystemCardProps {
  system: string;
  probe: ProbeView | undefined;
  metrics: readonly MetricRecord[];
  gaps: readonly RecordedFact[];
  onSet(probe: ProbeView | undefined): void;
}

function SystemCard({ system, probe, metrics, gaps, onSet }: SystemCardProps) {
  const words = useWords(probeWords);
  const { role } = useSession();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: ({ contract, system: name }: ProbeView) => ask(pathOfProbe(contract, name), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries(probesQuery),
  });
  const second = (instant: string) => momentOf(instantMs(instant));
  return (
    <li data-system={system} data-state={probe?.state ?? 'none'}>
      <h4>{system}</h4>
      <Years metrics={metrics} />
      <GapList gaps={gaps} />
      {mayReadProbes(role) && !probe && <p className="hint">○ {words.none}</p>}
      {probe && (
        <>
          <p className={`state ${probe.state}`}>
            <b>{words.states[probe.state]}</b>
            {probe.failingSince !== null && ` · ${words.since(second(probe.failingSince))}`}
            {probe.fault !== null && ` · ${probe.fault}`}
            {probe.latencyMs !== null && ` · ${words.latency(String(probe.latencyMs))}`}
          </p>
          <p className="hint">
            {probe.checkedAt !== null && `${words.checked(second(probe.checkedAt))} · `}
            <code>{probe.target}</code>
            <br />
            {words.every(String(probe.intervalSeconds), String(probe.timeoutSeconds), String(probe.retries))}
            {probe.expectStatus !== null && ` · ${words.status(String(probe.expectStatus))}`}
            {probe.outage !== null && ` · ${words.outage(probe.outage)}`}
          </p>
        </>
      )}
      {stop.error && <Refused error={stop.error} />}
      {mayProbe(role) && (
        <p className="acts">
          <Button
            size="small"
            data-set
            aria-label={`${probe ? words.change : words.set} ${system}`}
            onClick={() => onSet(probe)}
          >
            {probe ? words.change : words.set}
          </Button>
          {probe && (
            <Popconfirm
              title={words.stopAsk(system)}
              okText={words.stop}
              cancelText={words.cancel}
              onConfirm={() => stop.mutate(probe)}
            >
              <Button size="small" danger aria-label={`${words.stop} ${system}`}>
                {words.stop}
              </Button>
            </Popconfirm>
          )}
        </p>
      )}
    </li>
  );
}
