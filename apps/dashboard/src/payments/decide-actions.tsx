import type { DeductionRecord } from '@weibao/exchange';
import { mayRecord, sideOf, type ContractView, type Role, type Side } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { deductionWords } from '../i18n/deduction-words.js';
import { useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import { DecideDialog, type DecideAct } from './decide-dialog.js';
import type { LineDecision } from './deduction-line.js';

/**
 * What may be done with a line now: the hospital decides what is proposed or disputed and takes back what it decided; the vendor disputes its
 * own line once. The service holds the same rules; here they spare people a refusal.
 */
export function actsOn(
  line: DeductionRecord,
  decisions: readonly LineDecision[],
  role: Role,
  side: Side | null,
): DecideAct[] {
  if (!mayRecord('deduction.decided', role, side)) return [];
  if (side === 'vendor') {
    const disputed = decisions.some(({ outcome }) => outcome === 'disputed');
    return line.payer === 'vendor' &&
      (!disputed || line.review !== undefined) &&
      (line.decision === 'proposed' || line.decision === 'confirmed')
      ? ['dispute']
      : [];
  }
  if (line.review) return ['confirm', 'waive', 'revoke'];
  if (line.decision === 'proposed' || line.decision === 'disputed') return ['confirm', 'waive'];
  return decisions.length > 0 ? ['revoke'] : [];
}

interface DecideActionsProps {
  contract: ContractView;
  line: DeductionRecord | undefined;
  decisions: readonly LineDecision[];
}

export function DecideActions({ contract, line, decisions }: DecideActionsProps) {
  const words = useWords(deductionWords);
  const session = useSession();
  const [open, setOpen] = useState<{ act: DecideAct; line: DeductionRecord } | null>(null);
  const side = sideOf(session, contract.parties);
  if (!mayRecord('deduction.decided', session.role, side)) return null;
  const acts = line ? actsOn(line, decisions, session.role, side) : [];
  return (
    <div className="acts">
      {!line && <span className="hint">{words.chooseLine}</span>}
      {line &&
        acts.map((act) => (
          <Button
            key={act}
            type={act === 'confirm' ? 'primary' : 'default'}
            data-act={act}
            onClick={() => setOpen({ act, line })}
          >
            {words[act]}
          </Button>
        ))}
      {open && (
        <DecideDialog
          contract={contract.contract}
          act={open.act}
          line={open.line}
          last={decisions.at(-1)}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
