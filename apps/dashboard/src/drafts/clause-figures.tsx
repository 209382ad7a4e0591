import type { ClauseTextView, FigureChangeView } from '@weibao/messages';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { draftWords } from '../i18n/draft-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { FigureInput } from './figure-input.js';
import type { OfClause } from './figure-groups.js';

type Texts = Record<string, { zh: string; en: string }>;

/** What figures are changed in: a draft, whose clause texts change with them, or an amendment, which leaves the texts as they were signed. */
export interface FigureForm {
  edits: Record<string, unknown>;
  texts: Texts | null;
  clauses: readonly (ClauseTextView & { was?: { zh: string; en: string } | null })[];
  change(part: { edits?: Record<string, unknown>; texts?: Texts }): void;
  faultAt(place: string): string | null;
}

interface ClauseFiguresProps {
  form: FigureForm;
  readOnly: boolean;
  of: OfClause<FigureChangeView>;
}

/** A clause's text beside its figures. The text is the contract's own: where a figure changes, so does what the paper says. */
export function ClauseFigures({ form, readOnly, of }: ClauseFiguresProps) {
  const { edits, change, faultAt } = form;
  /** A figure is changed everywhere where its clause says it. */
  const setEdit = (paths: readonly string[], value: unknown) => {
    const others = Object.fromEntries(Object.entries(edits).filter(([path]) => !paths.includes(path)));
    const changed = value === undefined ? [] : paths.map((path) => [path, value] as const);
    change({ edits: { ...others, ...Object.fromEntries(changed) } });
  };
  return (
    <div className="clause-figures" data-clause={of.clause ?? ''}>
      <div className="clause-side">
        {of.clause !== null && <ClauseSide form={form} readOnly={readOnly} id={of.clause} />}
      </div>
      <div className="figure-side">
        {of.figures.map((figure) => (
          <FigureInput
            key={figure.path}
            figure={figure}
            readOnly={readOnly}
            fault={faultAt(`edits.${figure.path}`)}
            onChange={(value) => setEdit([figure.path, ...figure.twins], value)}
          />
        ))}
      </div>
    </div>
  );
}

function ClauseSide({ form, readOnly, id }: { form: FigureForm; readOnly: boolean; id: string }) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const [editing, setEditing] = useState(false);
  const clause = form.clauses.find((one) => one.id === id);
  const texts = form.texts ?? {};
  if (!clause) return <code>{id}</code>;
  const base = clause.was ?? { zh: clause.zh, en: clause.en };
  const typed = texts[id] ?? { zh: clause.zh, en: clause.en };
  const set = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part };
    const { [id]: _former, ...others } = texts;
    const isBase = next.zh === base.zh && next.en === base.en;
    form.change({ texts: isBase ? others : { ...others, [id]: next } });
  };
  return (
    <>
      <b>{clause.place}</b> <code>{id}</code>
      {clause.was && <span className="mended"> ✎ {words.textMended}</span>}
      {editing ? (
        <>
          <Input.TextArea
            aria-label={words.textZh(id)}
            autoSize
            value={typed.zh}
            onChange={({ target }) => set({ zh: target.value })}
          />
          <Input.TextArea
            aria-label={words.textEn(id)}
            autoSize
            value={typed.en}
            onChange={({ target }) => set({ en: target.value })}
          />
        </>
      ) : (
        <>
          <p lang={language === 'zh' ? 'zh-CN' : 'en'}>{typed[language]}</p>
        </>
      )}
      {!readOnly && form.texts !== null && (
        <Button
          size="small"
          type="link"
          onClick={() => setEditing(!editing)}
          aria-label={words.ofClause(editing ? words.textDone : words.editText, id)}
        >
          {editing ? words.textDone : words.editText}
        </Button>
      )}
    </>
  );
}
