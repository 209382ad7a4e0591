import { Input } from 'antd';
import { draftWords } from '../i18n/draft-words.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../payments/field.js';
import type { PartyName } from './drafts-query.js';
import { ParameterFields } from './parameter-fields.js';
import { PartyList } from './party-list.js';
import { systemsOf } from './systems-of.js';
import { SystemList } from './system-list.js';
import type { OpenDraft } from './use-draft.js';

interface BasicsFormProps {
  draft: OpenDraft;
  readOnly: boolean;
  parties: readonly PartyName[];
}

/** What a contract is before any clause: its id, its parties, the blanks that its terms leave, its systems, and from when its record is kept. */
export function BasicsForm({ draft, readOnly, parties }: BasicsFormProps) {
  const words = useWords(draftWords);
  const { content, change, faultAt, view } = draft;
  const placeOf = (id: string) => view.clauses.find((clause) => clause.id === id)?.place ?? id;
  return (
    <div className="basics">
      <section className="card" aria-label={words.identity}>
        <h2>{words.identity}</h2>
        <Field id="draft-contract" label={words.contractId} hint={words.contractIdHint} fault={faultAt('contract')}>
          <Input
            id="draft-contract"
            value={content.contract}
            disabled={readOnly}
            onChange={({ target }) => change({ contract: target.value.trim() })}
          />
        </Field>
        <Field
          id="draft-record-starts"
          label={words.recordStartsOn}
          hint={words.recordStartsHint}
          fault={faultAt('recordStartsOn')}
        >
          <Input
            id="draft-record-starts"
            type="date"
            value={content.recordStartsOn ?? ''}
            disabled={readOnly}
            onChange={({ target }) => change({ recordStartsOn: target.value === '' ? undefined : target.value })}
          />
        </Field>
      </section>
      <PartyList draft={draft} readOnly={readOnly} named={parties} />
      {view.asked.length > 0 && (
        <section className="card" aria-label={words.blanks}>
          <h2>{words.blanks}</h2>
          <p className="hint">{words.blanksHint}</p>
          <ParameterFields
            asked={view.asked}
            values={content.parameters}
            systems={systemsOf(view)}
            placeOf={placeOf}
            readOnly={readOnly}
            faultAt={faultAt}
            onChange={(name, value) => {
              const { [name]: _former, ...others } = content.parameters;
              change({ parameters: value === undefined ? others : { ...others, [name]: value } });
            }}
          />
        </section>
      )}
      <SystemList draft={draft} readOnly={readOnly} />
    </div>
  );
}
