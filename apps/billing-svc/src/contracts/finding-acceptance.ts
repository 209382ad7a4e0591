import type { AcceptanceView, FindingView, Reply } from '@weibao/messages';
import { refuse, type Call, type FactStore, type NewFact } from '@weibao/service-kit';

/** What somebody took as it is. The reason is free text and stands beside the fact. Without `at` it happens when it is stored. */
export function acceptanceFact(
  { finding, clause, zh }: Pick<FindingView, 'finding' | 'clause' | 'zh'>,
  { account, at, reason }: Omit<AcceptanceView, 'at'> & { at?: string },
): NewFact {
  return {
    type: 'finding.accepted',
    finding,
    clause,
    said: zh,
    acceptedBy: account,
    by: 'hospital',
    ...(at === undefined ? {} : { at }),
    ...(reason === null ? {} : { note: reason }),
  };
}

/** Takes what lint finds in a registered contract as it is, by name and with a reason. Each finding is accepted once. */
export async function acceptFindings(
  store: FactStore,
  call: Call<'billing.finding.accept'>,
  findings: readonly FindingView[],
): Promise<Reply> {
  const { body, actor, contract } = call;
  const wanted = [...new Set(body.findings)];
  const open = wanted.map((key) => findings.find((finding) => finding.key === key && finding.accepted === null));
  const unknown = wanted.filter((_key, index) => open[index] === undefined);
  if (unknown.length > 0) return notOpen(contract, unknown);
  const facts = open.flatMap((finding) =>
    finding ? [acceptanceFact(finding, { account: actor.account, reason: body.note })] : [],
  );
  const appended = await store.append(call, {
    facts,
    once: wanted.map((key, index) => ({ key: `finding.accepted:${key}`, fact: index })),
    reply: () => ({ accepted: wanted.length }),
  });
  return appended.outcome === 'taken' || appended.outcome === 'moved' ? notOpen(contract, wanted) : appended.reply;
}

const notOpen = (contract: string, keys: readonly string[]): Reply<never> =>
  refuse(
    'BILLING.FINDING_UNKNOWN',
    `合同 ${contract} 的检查结果中有 ${keys.length} 项已被接受、已不存在或内容已变，没有接受任何一项。请刷新后重新核对。`,
    `${keys.length} of these findings of contract ${contract} are accepted already, gone, or say something else by now; none was accepted. Reload and look again.`,
    keys.map((key) => ({ place: 'findings', message: `"${key}" is no open finding of this contract` })),
  );
