import { useQuery } from '@tanstack/react-query';
import { acceptanceQuery, applicationPacksQuery, rectificationQuery } from '../http/acceptance-queries.js';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paperWords } from '../i18n/paper-words.js';
import { metricTitle, metricValue } from '../payments/metric-text.js';
import { useClause } from '../payments/terms.js';

interface CriteriaTableProps {
  contract: string;
  year: number;
  /** A notice names what was missed and by when it is put right; a report all of it, and what came with the application. */
  of: 'report' | 'notice';
}

/** The criteria of a year's acceptance as they were computed, each with what was promised and where that stands. */
export function CriteriaTable({ contract, year, of }: CriteriaTableProps) {
  const words = useWords(paperWords).criteria;
  const states = useWords(acceptanceWords).states;
  const { language } = useLanguage();
  const { data } = useQuery(acceptanceQuery(contract));
  const limits = useQuery(rectificationQuery).data?.duties ?? [];
  const { acceptances = [], metrics = [] } = data?.outcome ?? {};
  const acceptance = acceptances.find((one) => one.year === year);
  if (!acceptance) return null;
  const shown = metrics.filter(
    ({ period, status }) => period === `year-${year}` && (of === 'report' || status === 'missed'),
  );
  const due = limits.find(
    (duty) =>
      duty.contract === contract &&
      duty.owedBy === 'vendor' &&
      duty.dueOn !== undefined &&
      duty.proof.facts.some(({ known }) => known['year'] === year),
  );
  const computed = String(acceptance.criteriaMet) as 'true' | 'false' | 'null';
  return (
    <>
      <p>
        <b>{words.status}</b> {states[acceptance.status]} · <b>{words.computed}</b> {words.met[computed]}
      </p>
      <table data-criteria={shown.length}>
        <thead>
          <tr>
            <th>{words.place}</th>
            <th>{words.criterion}</th>
            <th>{words.value}</th>
            <th>{words.result}</th>
            <th>{of === 'report' ? words.confirmed : words.putRight}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((metric) => (
            <tr key={`${metric.clause} ${metric.system ?? ''}`} data-criterion={metric.clause}>
              <PlaceCell clause={metric.clause} />
              <td>{metricTitle(metric, language)}</td>
              <td>{metricValue(metric, language)}</td>
              <td>{words.states[metric.status]}</td>
              <td className="tick" />
            </tr>
          ))}
        </tbody>
      </table>
      {of === 'notice' && due?.dueOn !== undefined && <p>{words.dueOn(due.dueOn)}</p>}
      {of === 'report' && <PackTable contract={contract} year={year} />}
    </>
  );
}

function PlaceCell({ clause }: { clause: string }) {
  return <td>{useClause(clause)?.place ?? clause}</td>;
}

function PackTable({ contract, year }: { contract: string; year: number }) {
  const words = useWords(paperWords).criteria;
  const states = useWords(acceptanceWords).packStates;
  const { language } = useLanguage();
  const pack = useQuery(applicationPacksQuery(contract)).data?.packs.find((one) => one.year === year);
  if (!pack) return null;
  return (
    <table data-pack-of={year}>
      <thead>
        <tr>
          <th>{words.document}</th>
          <th>{words.state}</th>
          <th>{words.checked}</th>
        </tr>
      </thead>
      <tbody>
        {pack.items.map(({ document, titleZh, titleEn, status, open }) => (
          <tr key={document}>
            <td>{language === 'zh' ? titleZh : titleEn}</td>
            <td>
              {states[status]}
              {open.length > 0 && `：${open.join('、')}`}
            </td>
            <td className="tick" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
