import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Verdict } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { VERDICTS } from '../words.ts';

const COLOURS: Record<Verdict, string> = { WORSE: 'error', UNUSUAL: 'warning', BETTER: 'success', AS_EXPECTED: 'default', TOO_FEW: 'default' };

/** The verdict in words; its colour only repeats them. */
export function VerdictTag({ of }: { readonly of: Verdict }): ReactNode {
  const t = useWords();
  return <Tag color={COLOURS[of]} variant="filled">{t(VERDICTS[of])}</Tag>;
}
