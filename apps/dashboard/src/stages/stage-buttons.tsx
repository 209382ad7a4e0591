import type { Stage } from '@weibao/exchange';
import type { IncidentView } from '@weibao/messages';
import { Button } from 'antd';
import { clockWords } from '../i18n/clock-words.js';
import { useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import { stageKeysOf } from './stage-keys.js';

/** The stages with their keys; what is already recorded bears a tick, and pressing it again lets the server say what to do. */
export function StageButtons({ incident, onStage }: { incident: IncidentView; onStage(stage: Stage): void }) {
  const words = useWords(clockWords);
  const { role } = useSession();
  const recorded = new Set(incident.stages.map(({ stage }) => stage));
  return (
    <div className="stage-buttons">
      {stageKeysOf(role).map(({ key, stage }) => (
        <Button
          key={stage}
          size="middle"
          aria-keyshortcuts={key}
          data-record={stage}
          className={recorded.has(stage) ? 'recorded' : ''}
          onClick={() => onStage(stage)}
        >
          <kbd>{key}</kbd> {words.stages[stage]}
          {recorded.has(stage) && ' ✓'}
        </Button>
      ))}
    </div>
  );
}
