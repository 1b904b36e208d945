import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { PeriodKind } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { PERIODS, say } from '../words.ts';

interface PeriodChoiceProps {
  readonly kind: PeriodKind;
  readonly kinds: readonly PeriodKind[];
  readonly choose: (kind: PeriodKind) => void;
}

export function PeriodChoice({ kind, kinds, choose }: PeriodChoiceProps): ReactNode {
  const t = useWords();
  return <Segmented aria-label={t(say.period)} value={kind} onChange={choose} options={kinds.map(value => ({ value, label: t(PERIODS[value]) }))} />;
}
