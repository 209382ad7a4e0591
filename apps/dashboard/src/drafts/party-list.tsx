import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { draftWords } from '../i18n/draft-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import type { PartyName } from './drafts-query.js';
import type { OpenDraft } from './use-draft.js';

const parts = ['vendor', 'customer', 'user'] as const;
type Part = (typeof parts)[number];

/** Who has which part in the contract. The other side is named in full: the server gives no list of everybody. */
export function PartyList({
  draft,
  readOnly,
  named,
}: {
  draft: OpenDraft;
  readOnly: boolean;
  named: readonly PartyName[];
}) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const session = useSession();
  const [found, setFound] = useState<PartyName[]>([]);
  const [name, setName] = useState('');
  const [part, setPart] = useState<Part>('vendor');
  const { parties } = draft.content;
  const own = {
    organisation: session.organisation,
    nameZh: session.organisationNameZh,
    nameEn: session.organisationNameEn,
  };
  const nameOf = (organisation: string) => {
    const known = [...found, ...named, own].find((one) => one.organisation === organisation);
    return known ? (language === 'zh' ? known.nameZh : known.nameEn) : organisation;
  };
  const find = useMutation({
    mutationFn: () => ask<{ party: PartyName }>(`/api/parties/${encodeURIComponent(name.trim())}`),
    onSuccess: ({ party }) => {
      setFound((before) => [...before, party]);
      setName('');
      const { organisation } = party;
      if (!parties.some((known) => known.organisation === organisation && known.part === part))
        draft.change({ parties: [...parties, { organisation, part }] });
    },
  });
  return (
    <section className="card" aria-label={words.parties}>
      <h2>{words.parties}</h2>
      <ul className="party-list">
        {parties.map(({ organisation, part: has }, index) => (
          <li key={`${organisation} ${has}`} data-party={organisation} data-part={has}>
            <b>{words.parts[has]}</b> {nameOf(organisation)} <small>{organisation}</small>
            {draft.faultAt(`parties[${index}]`) !== null && (
              <small role="alert" className="fault">
                ✕ {draft.faultAt(`parties[${index}]`)}
              </small>
            )}
            {!readOnly && (
              <Button
                size="small"
                type="link"
                aria-label={words.removeParty(nameOf(organisation))}
                onClick={() => draft.change({ parties: parties.filter((_one, place) => place !== index) })}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <form
          className="party-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') find.mutate();
          }}
        >
          <Select<Part>
            aria-label={words.part}
            value={part}
            onChange={setPart}
            options={parts.map((value) => ({ value, label: words.parts[value] }))}
          />
          <Input
            aria-label={words.partyName}
            placeholder={words.partyName}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button htmlType="submit" loading={find.isPending}>
            {words.add}
          </Button>
        </form>
      )}
      {find.isError && <Refused error={find.error} />}
    </section>
  );
}
