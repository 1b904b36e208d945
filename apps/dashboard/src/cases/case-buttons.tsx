import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CaseAnswerFragment, CaseOutcome } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { MOVES, OUTCOMES, REFUSALS, say } from '../words.ts';
import { handle, move, offered } from './moves.ts';
import type { Matter } from './use-cases.ts';

/** What the viewer can do with a case here and now. */
export function CaseButtons({ matter, viewerId }: { readonly matter: Matter; readonly viewerId: string }): ReactNode {
  const t = useWords();
  const [outcome, setOutcome] = useState<CaseOutcome>('RESOLVED');
  const { busy, problem, run } = useDeed();
  const { plain, ending } = offered(matter, viewerId);
  const take = (asked: () => Promise<CaseAnswerFragment>) => run(async () => {
    const { userErrors: [refused] } = await asked();
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <>
      {plain.length + ending.length > 0 && (
        <fieldset className="moves">
          <legend className="only-read">{matter.trackingNumber}</legend>
          {plain.map(kind => (
            <Button key={kind} disabled={busy} onClick={() => take(() => move(kind, matter.id, viewerId))}>{t(kind === 'ASSIGN' ? say.toMe : MOVES[kind])}</Button>
          ))}
          {ending.length > 0 && (
            <Select
              aria-label={t(say.outcome)} value={outcome} onChange={setOutcome} popupMatchSelectWidth={false}
              options={(Object.keys(OUTCOMES) as CaseOutcome[]).map(value => ({ value, label: t(OUTCOMES[value]) }))}
            />
          )}
          {ending.map(kind => (
            <Button key={kind} type="primary" disabled={busy} onClick={() => take(() => handle(kind, matter.id, outcome))}>{t(MOVES[kind])}</Button>
          ))}
        </fieldset>
      )}
      <Problem of={problem} />
    </>
  );
}
