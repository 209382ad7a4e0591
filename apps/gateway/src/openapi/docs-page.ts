import { mayRecord, recordableTypes, roles, type Role } from '@weibao/messages';
import { routeTable, type AnyRoute } from '../door/route.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const sorted = (): AnyRoute[] =>
  [...routeTable].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));

const who = (spec: AnyRoute): string => {
  if (spec.who === 'anyone') return '任何人 anyone';
  const trial = spec.trialRoles?.length ? `；试算合同另有 in trials also: ${spec.trialRoles.join(', ')}` : '';
  return (spec.who === 'signed-in' ? '已登录者 signed in' : spec.who.join(', ')) + trial;
};

const row = (spec: AnyRoute): string =>
  `<tr><td><code>${spec.method}</code></td><td><code>${escaped(spec.path)}</code></td><td>${escaped(spec.summaryZh)}<br><small>${escaped(spec.summaryEn)}</small></td><td>${escaped(who(spec))}</td><td>${spec.sessionOnly ? '仅限登录会话 session only' : spec.action ? `<code>${spec.action}</code>` : ''}</td></tr>`;

/** What one role may call beside what everybody signed in may; and what it may record, for the side of the contract on which it stands. */
function ofRole(role: Role): string {
  const own = sorted().filter(
    ({ who, trialRoles }) => Array.isArray(who) && (who.includes(role) || (trialRoles?.includes(role) ?? false)),
  );
  const calls = own.map(
    ({ method, path, summaryZh, trialRoles }) =>
      `<li><code>${method} ${escaped(path)}</code> ${escaped(summaryZh)}${trialRoles?.includes(role) ? '（试算合同 trials only）' : ''}</li>`,
  );
  const types = recordableTypes.filter((type) =>
    ([role === 'vendor' ? 'vendor' : 'hospital', null] as const).some((side) => mayRecord(type, role, side)),
  );
  const records =
    types.length === 0 ? '' : `<p>可记录 may record: ${types.map((type) => `<code>${type}</code>`).join(' ')}</p>`;
  return `<details id="role-${role}"><summary><code>${role}</code> · ${own.length}</summary>${records}<ul>${calls.join('\n')}</ul></details>`;
}

/** A page that lists the routes, for people. It needs no script and no file from elsewhere; details stand in the document. */
export function docsPage(): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>维保 Weibao 接口</title>
<style>body{font:15px/1.6 system-ui,"Noto Sans SC",sans-serif;margin:2rem;max-width:80rem;color:#1f2937}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #e5e7eb;padding:.4rem .8rem;text-align:left;vertical-align:top}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}small{color:#4b5563}
summary{padding:.5rem 0;cursor:pointer}.wide{overflow-x:auto}</style></head>
<body><h1>维保 Weibao 接口</h1>
<p>完整定义（字段、错误、示例工具可导入）：<a href="/api/openapi.json">/api/openapi.json</a>。程序用 <code>Authorization: Bearer</code> 令牌，人员用登录会话。<br>
<small>The whole definition is the OpenAPI 3.1 document above. Programs send a bearer token, people a session cookie.</small></p>
<h2>按角色 By role</h2>
<p>除任何人和已登录者可用的以外，各角色可以调用的接口；另须单位在合同中有相应身份。<br>
<small>What each role may call, beside what is open to anyone and to everybody signed in; the organisation needs its part in the contract as well.</small></p>
${roles.map(ofRole).join('\n')}
<h2>全部接口 All routes</h2>
<div class="wide"><table><thead><tr><th>方法</th><th>地址</th><th>说明</th><th>谁可以调用</th><th>令牌动作</th></tr></thead>
<tbody>
${sorted().map(row).join('\n')}
</tbody></table></div></body></html>
`;
}
