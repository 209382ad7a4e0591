import { Inject, Injectable } from '@nestjs/common';
import { systemInScope } from '@weibao/contract-terms';
import type { ProbeView, Reply } from '@weibao/messages';
import { answer, ContractRecords, refusalOf, refuse, type Call, type CommandFault } from '@weibao/service-kit';
import { isIP } from 'node:net';
import { TermsLibrary } from '../terms/terms-library.js';
import { isLoopbackName, mayProbe } from './probe-address.js';
import { ProbeFacts } from './probe-facts.js';
import { targetOf } from './probe-target.js';
import { PROBE_SETTINGS, ProbeWatch, type ProbeSettings } from './probe-watch.service.js';
import { probeView } from './probe.view.js';
import { ProbeRepository, type KnownProbe } from './probe.repository.js';

const MOST_PROBES = 50;
const squeezed = (name: string): string => name.replace(/\s+/g, '');

/** Which systems are probed, as the hospital says. */
@Injectable()
export class ProbeService {
  constructor(
    private readonly probes: ProbeRepository,
    private readonly watch: ProbeWatch,
    private readonly facts: ProbeFacts,
    private readonly records: ContractRecords,
    private readonly library: TermsLibrary,
    @Inject(PROBE_SETTINGS) private readonly settings: ProbeSettings,
  ) {}

  async list(contract: string, nowMs: number): Promise<Reply<{ probes: ProbeView[] }>> {
    const { heads } = await this.records.get(contract);
    return answer({ probes: (await this.probes.of([contract])).map((probe) => probeView(probe, nowMs)) }, heads);
  }

  async set({ contract, actor, body }: Call<'incident.probe.set'>, nowMs: number): Promise<Reply> {
    const record = await this.records.get(contract);
    const known = await this.probes.of([contract]);
    const { system, target, intervalSeconds, timeoutSeconds, retries, expectStatus = null } = body;
    const before = sameSystem(known, system);
    const faults = [
      ...targetFaults(target, this.settings.allowLoopback),
      ...(systemInScope(this.library.of(record), system) === 'out' ? [outOfScope(contract, system)] : []),
      ...(record.trial ? [isTrial(contract)] : []),
      ...(before || known.length < MOST_PROBES ? [] : [tooMany(contract)]),
    ];
    if (faults.length > 0) return { ok: false, error: refusalOf(faults) };
    await this.probes.set({
      contract,
      system: before?.system ?? system,
      ...{ target, intervalSeconds, timeoutSeconds, retries, expectStatus },
      setBy: actor.account,
      setAtMs: nowMs,
    });
    this.watch.changed();
    return answer({ system: before?.system ?? system }, record.heads);
  }

  /** The watch ends here. An outage that runs is left to whoever knows when it ends. */
  async remove({ contract, body }: Call<'incident.probe.remove'>, nowMs: number): Promise<Reply> {
    const { heads } = await this.records.get(contract);
    const known = sameSystem(await this.probes.of([contract]), body.system);
    const removed = known && (await this.probes.remove(contract, known.system));
    if (!removed) return unknownProbe(contract, body.system);
    if (removed.state.checkedAtMs !== null) await this.facts.tell(removed, { type: 'monitoring.ended', atMs: nowMs });
    this.watch.changed();
    return answer({ system: removed.system, openOutage: removed.state.outage }, heads);
  }
}

const sameSystem = (known: readonly KnownProbe[], system: string): KnownProbe | undefined =>
  known.find((probe) => squeezed(probe.system) === squeezed(system));

/** What can be known before the first knock; a name that leads elsewhere is found then. */
function targetFaults(text: string, allowLoopback: boolean): CommandFault[] {
  const target = targetOf(text);
  if (!target)
    return [
      {
        code: 'PROBE.TARGET_INVALID',
        place: 'target',
        zh: `“${text.slice(0, 60)}”不能作为探测地址。请填写 http://…、https://… 或 tcp://主机:端口，不带账号口令。`,
        en: `"${text.slice(0, 60)}" is no address to probe. Give http://…, https://… or tcp://host:port, without a name and password.`,
      },
    ];
  const { host } = target;
  const isRefused = isIP(host) === 0 ? isLoopbackName(host) && !allowLoopback : !mayProbe(host, allowLoopback);
  if (!isRefused) return [];
  return [
    {
      code: 'PROBE.ADDRESS_REFUSED',
      place: 'target',
      zh: `不探测地址 ${host}：本机、链路本地（含云平台元数据）、组播等地址不允许。请填写系统在院内网络中的地址。`,
      en: `The address ${host} is not probed: this machine, link-local (a cloud's metadata) and multicast are refused. Give the system's address in the hospital's network.`,
    },
  ];
}

const outOfScope = (contract: string, system: string): CommandFault => ({
  code: 'PROBE.SYSTEM_OUT_OF_SCOPE',
  place: 'system',
  zh: `系统“${system}”不在合同 ${contract} 的维保范围内，没有保存。请从该合同的系统清单中选择。`,
  en: `System ${system} is not in the scope of contract ${contract}; nothing was stored. Choose a system of this contract.`,
});
const isTrial = (contract: string): CommandFault => ({
  code: 'PROBE.TRIAL',
  place: 'contract',
  zh: `${contract} 是试算合同，不探测。请在正式合同上设置。`,
  en: `${contract} is a trial: nothing is probed for it. Set the probe on the real contract.`,
});
const tooMany = (contract: string): CommandFault => ({
  code: 'PROBE.TOO_MANY',
  place: 'system',
  zh: `合同 ${contract} 已有 ${MOST_PROBES} 个探测，没有保存。请先删除不用的。`,
  en: `Contract ${contract} has ${MOST_PROBES} probes; nothing was stored. Remove one that is not needed first.`,
});
const unknownProbe = (contract: string, system: string) =>
  refuse(
    'PROBE.UNKNOWN',
    `合同 ${contract} 没有对系统“${system}”的探测，可能已经删除。请刷新台账页。`,
    `Contract ${contract} has no probe of ${system}; it may have been removed. Load the page of ledgers again.`,
  );
