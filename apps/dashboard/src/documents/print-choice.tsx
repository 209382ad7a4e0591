import { paperKinds, type ContractView, type PaperKind } from '@weibao/messages';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { paperWords } from '../i18n/paper-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paperAddress } from '../sheets/paper-address.js';

/** Opens a paper to be printed by its kind and the number of what it is about. */
export function PrintChoice({ contracts }: { contracts: readonly ContractView[] }) {
  const words = useWords(paperWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [contract, setContract] = useState(contracts[0]?.contract ?? '');
  const [kind, setKind] = useState<PaperKind>('backup-slip');
  const [subject, setSubject] = useState('');
  return (
    <details className="print-choice">
      <summary>{words.printOther}</summary>
      <form
        className="code-search"
        onSubmit={(event) => {
          event.preventDefault();
          if (subject.trim() !== '') void navigate(paperAddress(contract, kind, subject.trim()));
        }}
      >
        <Select
          aria-label={words.kind}
          value={kind}
          onChange={setKind}
          popupMatchSelectWidth={false}
          options={paperKinds.map((value) => ({ value, label: words.titles[value] }))}
        />
        <Select
          aria-label={words.contract}
          value={contract}
          onChange={setContract}
          popupMatchSelectWidth={false}
          options={contracts.map((one) => ({
            value: one.contract,
            label: language === 'zh' ? one.nameZh : one.nameEn,
          }))}
        />
        <Input
          aria-label={words.subject}
          value={subject}
          autoComplete="off"
          onChange={(event) => setSubject(event.target.value)}
        />
        <Button htmlType="submit">{words.open}</Button>
        <small>{words.subjectHint}</small>
      </form>
    </details>
  );
}
