import { routeTable, type AnyRoute } from '../door/route.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const who = (spec: AnyRoute): string => {
  if (spec.who === 'anyone') return '任何人 anyone';
  const trial = spec.trialRoles?.length ? `；试算合同另有 in trials also: ${spec.trialRoles.join(', ')}` : '';
  return (spec.who === 'signed-in' ? '已登录者 signed in' : spec.who.join(', ')) + trial;
};

const row = (spec: AnyRoute): string =>
  `<tr><td><code>${spec.method}</code></td><td><code>${escaped(spec.path)}</code></td><td>${escaped(spec.summaryZh)}<br><small>${escaped(spec.summaryEn)}</small></td><td>${escaped(who(spec))}</td><td>${spec.sessionOnly ? '仅限登录会话 session only' : spec.action ? `<code>${spec.action}</code>` : ''}</td></tr>`;

/** A page that lists the routes, for people. It needs no script and no file from elsewhere; details stand in the document. */
export function docsPage(): string {
  const rows = [...routeTable]
    .sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
    .map(row)
    .join('\n');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>维保 Weibao 接口</title>
<style>body{font:15px/1.6 system-ui,"Noto Sans SC",sans-serif;margin:2rem;max-width:80rem;color:#1f2937}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #e5e7eb;padding:.4rem .8rem;text-align:left;vertical-align:top}code{font-family:ui-monospace,monospace}small{color:#6b7280}</style></head>
<body><h1>维保 Weibao 接口</h1>
<p>完整定义（字段、错误、示例工具可导入）：<a href="/api/openapi.json">/api/openapi.json</a>。程序用 <code>Authorization: Bearer</code> 令牌，人员用登录会话。<br>
<small>The whole definition is the OpenAPI 3.1 document above. Programs send a bearer token, people a session cookie.</small></p>
<table><thead><tr><th>方法</th><th>地址</th><th>说明</th><th>谁可以调用</th><th>令牌动作</th></tr></thead>
<tbody>
${rows}
</tbody></table></body></html>
`;
}
