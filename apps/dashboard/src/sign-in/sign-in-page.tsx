import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Session } from '../http/answers.js';
import { ApiError, ask } from '../http/http.js';
import { sessionQuery } from '../http/queries.js';
import { AntFrame } from '../frame/ant-frame.js';
import { Refused } from '../frame/refused.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import './sign-in.css';

interface Credentials {
  account: string;
  password: string;
  code?: string; // of a second factor, asked for after the right password
}

/** Only paths of our own: `//elsewhere` would lead away. */
const ownPath = (to: string | null) => (to !== null && /^\/(?![/\\])/.test(to) ? to : '/');

export function SignInPage() {
  const words = useWords(frameWords);
  const { language, choose } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [asksCode, setAsksCode] = useState(false);
  // The gateway says beside its time whether demo accounts exist.
  const { data: door } = useQuery({
    queryKey: ['door'],
    queryFn: ({ signal }) => ask<{ demo?: boolean }>('/api/time', { signal }),
    staleTime: Infinity,
  });
  const signIn = useMutation({
    mutationFn: (body: Credentials) => ask<Session>('/api/session', { method: 'POST', body }),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate(ownPath(search.get('to')), { replace: true });
    },
  });
  const refusedFor = signIn.error instanceof ApiError ? signIn.error.code : '';
  if (!asksCode && refusedFor === 'ACCESS.CODE_NEEDED') setAsksCode(true);
  return (
    <AntFrame>
      <main className="sign-in">
        <Card>
          <h1>{words.product}</h1>
          <p className="lead">{words.signInLead}</p>
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            onFinish={({ code, ...body }) => signIn.mutate(code ? { ...body, code } : body)}
          >
            <Form.Item name="account" label={words.account} rules={[{ required: true, message: words.accountNeeded }]}>
              <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" />
            </Form.Item>
            <Form.Item
              name="password"
              label={words.password}
              rules={[{ required: true, message: words.passwordNeeded }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            {asksCode && (
              <Form.Item name="code" label={words.secondFactor}>
                <Input size="large" autoFocus autoComplete="one-time-code" maxLength={12} />
              </Form.Item>
            )}
            {search.has('ended') && !signIn.error && <Alert className="ended" type="info" title={words.sessionEnded} />}
            {signIn.error && <Refused error={signIn.error} />}
            <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
              {words.signIn}
            </Button>
          </Form>
          {door?.demo && (
            <Alert className="demo" type="warning" title={words.demo} description={words.demoAccountsWhere} />
          )}
          <Button type="link" onClick={() => void navigate('/pair')}>
            {words.pairInstead}
          </Button>
          <Button type="link" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
            {words.otherLanguage}
          </Button>
        </Card>
      </main>
    </AntFrame>
  );
}
