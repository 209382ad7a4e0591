import { useQuery } from '@tanstack/react-query';
import { scorecardsQuery } from '../http/assessment-queries.js';
import { assessmentWords } from '../i18n/assessment-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paperWords } from '../i18n/paper-words.js';
import { useClause } from '../payments/terms.js';

/** The scorecard of a period, line by line with its place in the contract: what was noted of each, the total, and what the contract makes of it. */
export function ScoreTable({ contract, period }: { contract: string; period: string }) {
  const words = useWords(paperWords).score;
  const outcomes = useWords(assessmentWords).outcomes;
  const { data } = useQuery(scorecardsQuery);
  const card = data?.scorecards.find((one) => one.contract === contract);
  const found = card?.periods.find((one) => one.period === period);
  if (!card || !found || card.lines.length === 0) return null;
  const { score } = found;
  const band = score && card.bands.find((one) => Number(score.score) >= Number(one.from));
  return (
    <>
      <p>
        {words.days(found.firstOn, found.lastOn)}
        {score === null && ` · ${words.blank}`}
      </p>
      <table className="score" data-score={score?.score ?? 'blank'}>
        <thead>
          <tr>
            <th>{words.place}</th>
            <th>{words.line}</th>
            <th>{words.points}</th>
            <th>{words.times}</th>
            <th>{words.taken}</th>
          </tr>
        </thead>
        <tbody>
          {card.lines.map(({ clause, points }) => {
            const noted = score?.lines.find((line) => line.clause === clause);
            return (
              <tr key={clause} data-line={clause}>
                <LineCells clause={clause} />
                <td>{points}</td>
                <td>{noted?.times ?? ''}</td>
                <td>{noted?.points ?? ''}</td>
              </tr>
            );
          })}
          <tr>
            <th colSpan={4}>{words.total}</th>
            <th>{score?.score ?? ''}</th>
          </tr>
        </tbody>
      </table>
      <p>
        <b>{words.outcome}</b> {score ? outcomes[score.outcome] : words.blankOutcome}
        {band && <BandText clause={band.clause} />}
      </p>
    </>
  );
}

function LineCells({ clause }: { clause: string }) {
  const { language } = useLanguage();
  const text = useClause(clause);
  return (
    <>
      <td>{text?.place ?? clause}</td>
      <td>{(language === 'zh' ? text?.zh : text?.en) ?? clause}</td>
    </>
  );
}

function BandText({ clause }: { clause: string }) {
  const { language } = useLanguage();
  const text = useClause(clause);
  return text ? <span>{`（${text.place}：${language === 'zh' ? text.zh : text.en}）`}</span> : null;
}
