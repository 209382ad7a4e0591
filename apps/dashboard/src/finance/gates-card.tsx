import {
  gateStateOf,
  type AcceptanceRecord,
  type GateRecord,
  type MetricRecord,
  type PaymentRecord,
} from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { metricShapes, metricTitle, metricValue } from '../payments/metric-text.js';
import { gateBecause, gateShapes } from '../payments/payment-face.js';
import { ClauseId } from '../payments/clause-id.js';
import { acceptanceYear, progressOf, type Progress } from './progress.js';

interface GatesCardProps {
  payment: PaymentRecord;
  acceptances: readonly AcceptanceRecord[];
  metrics: readonly MetricRecord[];
  records: readonly RecordedFact[];
}

/** Each condition with its state, its reason and its clause, and how far things have come. */
export function GatesCard({ payment, acceptances, metrics, records }: GatesCardProps) {
  const words = useWords(paymentWords);
  const open = payment.gates.filter((gate) => gate.open === true).length;
  const year = acceptanceYear(payment.gates);
  const criteria = metrics.filter((metric) => metric.period === `year-${year}` && metric.status !== 'met');
  return (
    <section className="card gates" aria-label={words.gates}>
      <h2>
        {words.gates} {payment.gates.length > 0 && <small>{words.gatesOpen(open, payment.gates.length)}</small>}
      </h2>
      {payment.gates.length === 0 && <p>{words.noGates}</p>}
      <ul>
        {payment.gates.map((gate) => (
          <Gate
            key={`${gate.gate} ${gate.clause}`}
            gate={gate}
            criteria={gate.gate === 'acceptance' && gate.open !== true ? criteria : []}
          />
        ))}
      </ul>
      <Strip steps={progressOf(payment, acceptances, records)} />
    </section>
  );
}

function Gate({ gate, criteria }: { gate: GateRecord; criteria: readonly MetricRecord[] }) {
  const words = useWords(paymentWords);
  const { language } = useLanguage();
  const state = gateStateOf(gate);
  return (
    <li className={`gate ${state}`} data-gate={gate.gate} data-state={state}>
      <i aria-hidden="true">{gateShapes[state]}</i>
      <div>
        {words.gateTitles[gate.gate] ?? gate.gate} <span className="unseen">{words.gateStates[state]}</span>
        <small>{gateBecause(gate, language)}</small>
        {criteria.map((metric) => (
          <small key={`${metric.clause} ${metric.system}`} data-criterion={metric.clause}>
            {metricShapes[metric.status]} {metricTitle(metric, language)} {metricValue(metric, language)}
          </small>
        ))}
      </div>
      <ClauseId clause={gate.clause} />
    </li>
  );
}

const stripShapes: Record<Progress['state'], string> = { done: '✓', now: '●', later: '○', failed: '✕' };

function Strip({ steps }: { steps: readonly Progress[] }) {
  const words = useWords(paymentWords);
  const { strip } = words;
  return (
    <ol className="strip" aria-label={strip.title}>
      {steps.map(({ step, state, on, by }) => {
        const when = on ?? (by === null ? null : strip.by(by));
        const milestone = step === 'milestone' ? (state === 'done' ? strip.reached : strip.notReached) : null;
        const undated = step === 'due' && state !== 'done' ? strip.undated : null;
        return (
          <li
            key={step}
            className={state}
            aria-current={state === 'now' ? 'step' : undefined}
            data-step={step}
            data-state={state}
          >
            {stripShapes[state]} {strip[step]}
            <small>{state === 'failed' ? `${strip.failed} ${on ?? ''}` : (when ?? milestone ?? undated ?? '')}</small>
          </li>
        );
      })}
    </ol>
  );
}
