import type { ReactNode } from 'react';
import type { DataOrigin } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

/** Stands on every page of generated data, on the screen and on paper. */
export function DemoStamp({ origins }: { readonly origins: readonly DataOrigin[] }): ReactNode {
  const t = useWords();
  if (!origins.includes('GENERATED')) return null;
  return <p className="stamp" role="note"><strong>{t(say.demoMark)}</strong> {t(say.demo)}</p>;
}
