import { Switch } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { ShowRanksDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS } from '../words.ts';
import { compares } from './words.ts';

interface RanksSwitchProps {
  readonly on: boolean;
  readonly onDone: () => void;
}

/** Whether the whole district is shown ranks, as intervals. */
export function RanksSwitch({ on, onDone }: RanksSwitchProps): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const change = (showsRanks: boolean) => run(async () => {
    const { comparisonShowRanks: { userErrors: [refused] } } = await ask(ShowRanksDocument, { input: { showsRanks, idempotencyKey: newKey() } });
    onDone();
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <>
      <label className="switched"><Switch checked={on} disabled={busy} onChange={change} /> {t(compares.showRanks)}</label>
      <Problem of={problem} />
    </>
  );
}
