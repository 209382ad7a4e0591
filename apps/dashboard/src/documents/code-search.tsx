import type { ContractView, PaperFound } from '@weibao/messages';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { documentWords } from '../i18n/document-words.js';
import { useWords } from '../i18n/language.js';
import type { OpenForm } from '../recording/record-form.js';

interface CodeSearchProps {
  contracts: readonly ContractView[];
  onFound(form: OpenForm): void;
}

/** The code that stands on a printed paper opens the form that files its scan, everything filled in. */
export function CodeSearch({ contracts, onFound }: CodeSearchProps) {
  const words = useWords(documentWords);
  const [params, setParams] = useSearchParams();
  const given = params.get('code') ?? '';
  const [code, setCode] = useState(given);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  async function find() {
    if (code.trim() === '') return;
    setAsking(true);
    setRefusal(null);
    try {
      const { paper } = await ask<{ paper: PaperFound }>(`/api/papers/${encodeURIComponent(code.trim())}`);
      const { contract, document, subject } = paper;
      onFound({
        type: 'document.filed',
        known: { document, about: subject, stamped: true },
        contracts: contracts.filter((one) => one.contract === contract),
      });
      setCode('');
    } catch (error) {
      setRefusal(error);
    } finally {
      setAsking(false);
    }
  }
  // A phone that reads the QR code of a paper arrives with its code in the address.
  const begin = useRef(find);
  useEffect(() => {
    if (given === '') return;
    setParams({}, { replace: true });
    void begin.current();
  }, [given, setParams]);
  return (
    <form
      className="code-search"
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <label htmlFor="paper-code">{words.code}</label>
      <Input
        id="paper-code"
        value={code}
        placeholder={words.codeHint}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
      />
      <Button htmlType="submit" loading={asking}>
        {words.findCode}
      </Button>
      {refusal !== null && <Refused error={refusal} />}
    </form>
  );
}
