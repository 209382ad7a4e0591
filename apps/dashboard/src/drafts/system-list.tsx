import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { draftWords } from '../i18n/draft-words.js';
import { useWords } from '../i18n/language.js';
import { sameValue } from '../figures/figure-typing.js';
import type { OpenDraft } from './use-draft.js';

interface System {
  name: string;
  subsystems: string[];
  core: boolean;
  feeYuan?: string;
  clause?: string;
}
const PATH = '/systems';

/** The systems that are maintained: reports name them, availability and shares of a system's fee are counted by them. */
export function SystemList({ draft, readOnly }: { draft: OpenDraft; readOnly: boolean }) {
  const words = useWords(draftWords);
  const figure = draft.view.figures.find(({ path }) => path === PATH);
  const [systems, setSystems] = useState(() => (figure?.value ?? []) as System[]);
  const [parts, setParts] = useState(() => systems.map(({ subsystems }) => subsystems.join('、')));
  const fault = draft.faultAt(`edits.${PATH}`);

  function set(next: System[], nextParts = parts) {
    setSystems(next);
    setParts(nextParts);
    // What has no name yet is being typed.
    if (next.length === 0 || next.some(({ name }) => name.trim() === '')) return;
    const { [PATH]: _former, ...others } = draft.content.edits;
    draft.change({ edits: sameValue(next, figure?.was) ? others : { ...others, [PATH]: next } });
  }
  const put = (index: number, part: Partial<System>) =>
    set(systems.map((system, place) => (place === index ? { ...system, ...part } : system)));

  return (
    <section className="card" aria-label={words.systems}>
      <h2>{words.systems}</h2>
      <p className="hint">{words.systemsHint}</p>
      <ul className="system-list">
        {systems.map((system, index) => (
          <li key={index} data-system={system.name}>
            <Input
              aria-label={words.systemName(index + 1)}
              placeholder={words.systemName(index + 1)}
              value={system.name}
              disabled={readOnly}
              onChange={({ target }) => put(index, { name: target.value })}
            />
            <Input
              aria-label={words.subsystems(system.name)}
              placeholder={words.subsystems('')}
              value={parts[index] ?? ''}
              disabled={readOnly}
              onChange={({ target }) => {
                const names = target.value.split(/[、,，;；]/).map((name) => name.trim());
                const next = systems.map((one, place) =>
                  place === index ? { ...one, subsystems: names.filter((name) => name !== '') } : one,
                );
                set(
                  next,
                  parts.map((text, place) => (place === index ? target.value : text)),
                );
              }}
            />
            <Input
              aria-label={words.systemFee(system.name)}
              placeholder={words.systemFee('')}
              prefix="¥"
              value={system.feeYuan ?? ''}
              disabled={readOnly}
              onChange={({ target }) => {
                const { feeYuan: _former, ...others } = system;
                const typed = target.value.trim().replaceAll(/[,，]/g, '');
                const next = typed === '' ? others : { ...others, feeYuan: typed };
                set(systems.map((one, place) => (place === index ? next : one)));
              }}
            />
            <Checkbox
              checked={system.core}
              disabled={readOnly}
              onChange={({ target }) => put(index, { core: target.checked })}
            >
              {words.core}
            </Checkbox>
            {!readOnly && (
              <Button
                size="small"
                type="link"
                aria-label={words.removeSystem(system.name)}
                onClick={() =>
                  set(
                    systems.filter((_one, place) => place !== index),
                    parts.filter((_one, place) => place !== index),
                  )
                }
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Button
          onClick={() => set([...systems, { name: '', subsystems: [], core: false }], [...parts, ''])}
          className="add-system"
        >
          {words.addSystem}
        </Button>
      )}
      {fault !== null && (
        <small role="alert" className="fault">
          ✕ {fault}
        </small>
      )}
    </section>
  );
}
