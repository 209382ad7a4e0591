import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, QRCode, Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { sessionQuery } from '../http/queries.js';
import { accountWords } from '../i18n/account-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';

interface FactorState {
  active: boolean;
  required: boolean;
  recoveryCodesLeft: number;
}
const address = '/api/session/second-factor';

/** Sets up, renews and takes away one's own second factor. The recovery codes are shown once, and the page waits until they are put away. */
export function SecondFactor() {
  const words = useWords(accountWords);
  const frame = useWords(frameWords);
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const state = useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => ask<FactorState>(address, { signal }),
  });
  const begin = useMutation({
    mutationFn: () => ask<{ secret: string; uri: string }>(address, { method: 'POST', body: {} }),
  });
  const confirm = useMutation({
    mutationFn: () => ask<{ recoveryCodes: string[] }>(address, { method: 'PUT', body: { code } }),
    onSuccess: () => setCode(''),
  });
  const remove = useMutation({
    mutationFn: () => ask(`${address}/removal`, { method: 'POST', body: { code } }),
    onSuccess: () => finish(),
  });
  function finish() {
    setCode('');
    begin.reset();
    confirm.reset();
    void client.invalidateQueries({ queryKey: ['second-factor'] });
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
  if (state.isError) return <Refused error={state.error} title={frame.readFailed(words.factor)} />;
  if (!state.data) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (confirm.data)
    return (
      <>
        <p role="status">✓ {words.factorSet}</p>
        <ul className="recovery-codes">
          {confirm.data.recoveryCodes.map((one) => (
            <li key={one}>
              <code>{one}</code>
            </li>
          ))}
        </ul>
        <Button type="primary" onClick={finish}>
          {words.codesKept}
        </Button>
      </>
    );
  const codeField = (
    <Input
      aria-label={words.code}
      placeholder={words.code}
      value={code}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      onChange={(event) => setCode(event.target.value)}
    />
  );
  if (begin.data)
    return (
      <form
        className="second-factor"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <p>{words.factorScan}</p>
        <QRCode value={begin.data.uri} type="svg" />
        <p>
          {words.factorKey} <code>{begin.data.secret.replace(/(.{4})/g, '$1 ')}</code>
        </p>
        {codeField}
        {confirm.error && <Refused error={confirm.error} />}
        <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={code === ''}>
          {words.factorConfirm}
        </Button>
      </form>
    );
  const { active, required, recoveryCodesLeft } = state.data;
  return (
    <div className="second-factor">
      <p>
        {active
          ? `✓ ${words.factorActive(recoveryCodesLeft)}`
          : `◇ ${required ? words.factorRequired : words.factorNone}`}
      </p>
      {begin.error && <Refused error={begin.error} />}
      {!active && (
        <Button type={required ? 'primary' : 'default'} loading={begin.isPending} onClick={() => begin.mutate()}>
          {words.factorBegin}
        </Button>
      )}
      {active && !required && (
        <>
          {codeField}
          {remove.error && <Refused error={remove.error} />}
          <Button danger loading={remove.isPending} disabled={code === ''} onClick={() => remove.mutate()}>
            {words.factorRemove}
          </Button>
        </>
      )}
    </div>
  );
}
