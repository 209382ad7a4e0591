import type { ContractView, StaffPostView } from '@weibao/messages';
import { Button } from 'antd';
import { useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';

interface PeopleTableProps {
  people: readonly StaffPostView[];
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** The register: of each post who holds it, since when, where, and whether somebody is away. */
export function PeopleTable({ people, contract, onRecord }: PeopleTableProps) {
  const words = useWords(staffWords);
  const contractsFor = useContractsFor([contract]);
  const may = contractsFor('staff.assigned').length > 0;
  return (
    <section aria-label={words.people}>
      <h2>{words.people}</h2>
      {people.length === 0 && <p className="hint">○ {words.peopleNone}</p>}
      {people.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={words.people}>
          <table className="people">
            <thead>
              <tr>
                {[words.post, words.person, words.side, words.place, words.since, words.state].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map(({ post, person, of, onSite, since, absentSince }) => (
                <tr key={`${of} ${post}`} data-post={post}>
                  <td>{post}</td>
                  <td>{person ?? words.unsaid}</td>
                  <td>{of === null ? words.unsaid : words.sides[of]}</td>
                  <td>{onSite === null ? words.unsaid : onSite ? words.onSite : words.offSite}</td>
                  <td>{since.slice(0, 10)}</td>
                  <td>{absentSince === null ? `✓ ${words.here}` : `▲ ${words.away(absentSince.slice(0, 10))}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {may && (
        <p className="actions">
          <Button
            data-record="staff.assigned"
            onClick={() => onRecord({ type: 'staff.assigned', contracts: [contract] })}
          >
            {words.assign}
          </Button>
          <Button
            data-record="staff.changed"
            onClick={() => onRecord({ type: 'staff.changed', contracts: [contract] })}
          >
            {words.change}
          </Button>
          <Button data-record="staff.absent" onClick={() => onRecord({ type: 'staff.absent', contracts: [contract] })}>
            {words.leave}
          </Button>
        </p>
      )}
    </section>
  );
}
