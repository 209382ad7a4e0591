import type { ContractView, ScorecardView } from '@weibao/messages';
import { Button } from 'antd';
import { Link } from 'react-router';
import { assessmentWords } from '../i18n/assessment-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paperAddress } from '../sheets/paper-address.js';
import { periodText } from '../payments/period-text.js';
import { MarksLine } from '../payments/why-tree.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { instantMs, momentOf } from '../time/moments.js';
import { LineName } from './line-name.js';

type Period = ScorecardView['periods'][number];
const shapes = { continue: '✓', rectify: '▲', 'may-terminate': '■' } as const;

interface PeriodCardProps {
  contract: ContractView;
  scorecard: ScorecardView;
  period: Period;
  onRecord(form: OpenForm): void;
}

/** One assessed period: its score with the band, what was noted, what the facts suggest with both answers. */
export function PeriodCard({ contract, scorecard, period, onRecord }: PeriodCardProps) {
  const words = useWords(assessmentWords);
  const { language } = useLanguage();
  const contractsFor = useContractsFor([contract]);
  const mayNote = contractsFor('scorecard.noted').length > 0;
  const { score } = period;
  const title = periodText(period.period, language);
  const note = (clause: string, times: number) =>
    onRecord({
      type: 'scorecard.noted',
      contracts: [contract],
      known: { clause, period: period.period, times: String(times) },
    });
  return (
    <article className="card period" aria-label={title} data-period={period.period}>
      <header>
        <h3>
          {title}{' '}
          <small>
            {period.firstOn} – {period.lastOn}
          </small>
        </h3>
        {score === null ? (
          <b data-score="none" title={words.noScoreHint}>
            ? {words.noScore}
          </b>
        ) : (
          <b className={score.outcome} data-score={score.score} data-outcome={score.outcome}>
            {shapes[score.outcome]} {words.score(score.score)} · {words.outcomes[score.outcome]}
            {score.unqualified && ` · ${words.unqualified}`}
          </b>
        )}
        <span>
          {period.heldAt === null
            ? `○ ${words.notHeld}`
            : `✓ ${words.heldAt(momentOf(instantMs(period.heldAt)).slice(0, 16))}`}
        </span>
        {period.heldAt === null && contractsFor('assessment.held').length > 0 && (
          <Button
            data-hold={period.period}
            onClick={() =>
              onRecord({ type: 'assessment.held', contracts: [contract], known: { period: period.period } })
            }
          >
            {words.hold}
          </Button>
        )}
      </header>
      {score === null && <p className="hint">{words.noScoreHint}</p>}
      <h4>{words.lines}</h4>
      {(score?.lines ?? []).length === 0 && <p className="hint">{words.noLines}</p>}
      <ul>
        {score?.lines.map((line) => (
          <li key={line.clause} data-line={line.clause}>
            <LineName clause={line.clause} /> <b>{words.timesPoints(String(line.times), line.points)}</b>
          </li>
        ))}
      </ul>
      <h4>{words.suggested}</h4>
      {period.suggested.length === 0 && <p className="hint">{words.noSuggested}</p>}
      <ul>
        {period.suggested.map((line) => (
          <li key={line.clause} data-suggested={line.clause} data-open={line.open}>
            <LineName clause={line.clause} /> <b>{words.timesPoints(String(line.times), line.points)}</b>
            <span>
              {line.open > 0 && `▲ ${words.open(String(line.open))} · `}
              {words.decided(String(line.noted), String(line.refused))}
            </span>
            {mayNote && line.open > 0 && (
              <span className="acts">
                <Button size="small" type="primary" data-accept onClick={() => note(line.clause, line.open)}>
                  {words.accept}
                </Button>
                <Button size="small" data-refuse onClick={() => note(line.clause, 0)}>
                  {words.refuse}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayNote && (
        <details>
          <summary>{words.allLines}</summary>
          <ul>
            {scorecard.lines.map((line) => (
              <li key={line.clause}>
                <LineName clause={line.clause} /> <span>{words.points(line.points)}</span>
                <Button size="small" data-note={line.clause} onClick={() => note(line.clause, 1)}>
                  {words.note}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="to-paper">
        <Link to={paperAddress(contract.contract, 'acceptance-form', period.period)}>{words.printForm} ›</Link>
        {period.heldAt !== null && score !== null && score.outcome !== 'continue' && (
          <Link to={paperAddress(contract.contract, 'rectification-notice', period.period)}>{words.printNotice} ›</Link>
        )}
      </p>
      {score && <MarksLine marks={score} />}
    </article>
  );
}
