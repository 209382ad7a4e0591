import { Button } from 'antd';
import { useState } from 'react';
import { inspectionWords } from '../i18n/inspection-words.js';
import { useWords } from '../i18n/language.js';
import type { DraftFinding } from './inspection-draft.js';

type Said = Omit<DraftFinding, 'finding' | 'area'>;
const risks = ['high', 'medium', 'low'] as const;
const shapes = { high: '■', medium: '▲', low: '○' } as const;

interface FindingFormProps {
  today: string;
  onSave(said: Said): void;
  onCancel(): void;
}

/** What was found, how bad it is, what is advised, and until when it should be closed. */
export function FindingForm({ today, onSave, onCancel }: FindingFormProps) {
  const words = useWords(inspectionWords);
  const [said, setSaid] = useState<Said>({ risk: 'medium', summary: '', advice: '', dueOn: '' });
  const set = (change: Partial<Said>) => setSaid({ ...said, ...change });
  const ready = said.summary.trim() !== '';
  return (
    <div className="finding-form" role="group" aria-label={words.addFinding}>
      <label>
        {words.summary}
        <textarea rows={2} value={said.summary} onChange={(event) => set({ summary: event.target.value })} />
        <small>{words.noText}</small>
      </label>
      <div className="answers" role="group" aria-label={words.risk}>
        {risks.map((risk) => (
          <button key={risk} type="button" aria-pressed={said.risk === risk} onClick={() => set({ risk })}>
            {shapes[risk]} {words.risk} {words.risks[risk]}
          </button>
        ))}
      </div>
      <label>
        {words.advice}
        <textarea rows={2} value={said.advice} onChange={(event) => set({ advice: event.target.value })} />
      </label>
      <label>
        {words.limit}
        <input type="date" min={today} value={said.dueOn} onChange={(event) => set({ dueOn: event.target.value })} />
      </label>
      <div className="actions">
        <Button
          size="large"
          type="primary"
          disabled={!ready}
          onClick={() => onSave({ ...said, summary: said.summary.trim(), advice: said.advice.trim() })}
        >
          {words.save}
        </Button>
        <Button size="large" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
