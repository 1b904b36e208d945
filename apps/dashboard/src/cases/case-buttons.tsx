import { useState, type ReactNode } from 'react';
import type { CaseAnswerFragment, CaseOutcome } from '../generated/documents.ts';
import { Bi, both } from '../ui/bi.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { MOVES, OUTCOMES, REFUSALS, say } from '../words.ts';
import type { Matter } from './list.ts';
import { handle, move, offered } from './moves.ts';

interface CaseButtonsProps {
  readonly matter: Matter;
  readonly viewerId: string;
  readonly onMoved: (matter: Matter) => void;
}

/** What the viewer can do with a case here and now. */
export function CaseButtons({ matter, viewerId, onMoved }: CaseButtonsProps): ReactNode {
  const [outcome, setOutcome] = useState<CaseOutcome>('RESOLVED');
  const { busy, problem, run } = useDeed();
  const { plain, ending } = offered(matter, viewerId);
  const take = (asked: () => Promise<CaseAnswerFragment>) => run(async () => {
    const { case: moved, userErrors: [refused] } = await asked();
    if (moved) onMoved(moved);
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <>
      {plain.length + ending.length > 0 && (
        <fieldset className="moves">
          <legend className="only-read">{matter.trackingNumber}</legend>
          {plain.map(kind => (
            <button key={kind} type="button" disabled={busy} onClick={() => take(() => move(kind, matter.id, viewerId))}>
              <Bi of={kind === 'ASSIGN' ? say.toMe : MOVES[kind]} />
            </button>
          ))}
          {ending.length > 0 && (
            <select aria-label={both(say.outcome)} value={outcome} onChange={event => setOutcome(event.target.value as CaseOutcome)}>
              {Object.entries(OUTCOMES).map(([key, words]) => <option key={key} value={key}>{both(words)}</option>)}
            </select>
          )}
          {ending.map(kind => (
            <button key={kind} type="button" className="main" disabled={busy} onClick={() => take(() => handle(kind, matter.id, outcome))}>
              <Bi of={MOVES[kind]} />
            </button>
          ))}
        </fieldset>
      )}
      <Problem of={problem} />
    </>
  );
}
