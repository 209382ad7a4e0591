import type { ContractView, IncidentDetail } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { documentWords } from '../i18n/document-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { documentKinds } from '../recording/record-fields.js';
import { RecordForm, useContractsFor, type OpenForm } from '../recording/record-form.js';

/** The reports that clocks of this incident still wait for, each with the form that files it with its scan. */
export function OwedReports({ incident, contract }: { incident: IncidentDetail; contract: ContractView }) {
  const words = useWords(documentWords);
  const { language } = useLanguage();
  const contracts = useContractsFor([contract])('document.filed');
  const [form, setForm] = useState<OpenForm | null>(null);
  const kinds: readonly string[] = documentKinds;
  const owed = incident.clocks.filter(
    ({ stage, status }) => kinds.includes(stage) && (status === 'running' || status === 'overdue'),
  );
  if (owed.length === 0 || contracts.length === 0) return null;
  return (
    <p className="owed-reports">
      {owed.map(({ clause, stage, titleZh, titleEn }) => (
        <Button
          key={clause}
          data-report={stage}
          onClick={() =>
            setForm({
              type: 'document.filed',
              known: { document: stage, about: incident.incident, stamped: false },
              contracts,
            })
          }
        >
          {words.file} · {language === 'zh' ? titleZh : titleEn}
        </Button>
      ))}
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </p>
  );
}
