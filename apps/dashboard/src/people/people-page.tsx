import { useQuery } from '@tanstack/react-query';
import { Empty, Table } from 'antd';
import { Refused } from '../frame/refused.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import { AccountActs } from './account-acts.js';
import { NewAccount, NewOrganisation } from './new-people.js';
import { peopleQuery, type Account } from '../http/people-query.js';
import './people.css';
import { SignInRules } from './sign-in-rules.js';

/** Who there is, and what each of two administrators may do about it: the server holds the same and more. */
export function PeoplePage() {
  const words = useWords(peopleWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const { data, error, isPending } = useQuery(peopleQuery);
  const isSystem = role === 'system-administrator';
  const organisations = data?.organisations ?? [];
  const organisationOf = (id: string) => {
    const found = organisations.find((one) => one.id === id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) ?? id;
  };
  return (
    <div className="people-page">
      <h1>{words.title}</h1>
      <p>{isSystem ? words.leadSystem : words.leadSecurity}</p>
      {error && <Refused error={error} title={frame.readFailed(words.accounts)} />}
      {isSystem && data && (
        <div className="new-people">
          <NewAccount organisations={organisations} />
          <NewOrganisation />
        </div>
      )}
      {role === 'security-administrator' && <SignInRules />}
      <section className="card" aria-label={words.accounts}>
        <h2>{words.accounts}</h2>
        <Table<Account>
          rowKey="name"
          size="middle"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 'max-content' }}
          loading={isPending}
          dataSource={data?.accounts ?? []}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.empty} /> }}
          columns={[
            {
              title: words.account,
              dataIndex: 'name',
              render: (name: string, account) => (
                <>
                  <b>{name}</b>
                  <br />
                  {language === 'zh' ? account.nameZh : account.nameEn}
                </>
              ),
            },
            { title: words.organisation, dataIndex: 'organisation', render: organisationOf },
            {
              title: words.role,
              key: 'role',
              render: (_, account) => (
                <>
                  {account.role === null ? `◇ ${words.noRole}` : frame.roles[account.role]}
                  <br />
                  {[account.institution, account.department].filter(Boolean).join(' · ')}
                </>
              ),
            },
            { title: words.password, key: 'password', render: (_, { password }) => words.passwords[password] },
            {
              title: words.factor,
              key: 'factor',
              render: (_, { secondFactor }) => (secondFactor ? words.yes : words.no),
            },
            {
              title: words.state,
              key: 'state',
              render: (_, { disabled, erased, lockedUntil }) => {
                if (erased) return words.erased;
                if (disabled) return words.disabled;
                return lockedUntil === null ? words.live : words.locked(momentOf(instantMs(lockedUntil)));
              },
            },
            { title: '', key: 'acts', render: (_, account) => <AccountActs account={account} /> },
          ]}
        />
      </section>
    </div>
  );
}
