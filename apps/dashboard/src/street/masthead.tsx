import type { ReactNode } from 'react';
import type { ViewerFieldsFragment } from '../generated/documents.ts';
import { signOut } from '../session/session.ts';
import { Bi } from '../ui/bi.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { ROLES, say } from '../words.ts';

interface MastheadProps {
  /** Null until it is known. */
  readonly district: string | null;
  readonly viewer: ViewerFieldsFragment;
}

/** Where one is, as whom, and the way out. */
export function Masthead({ district, viewer }: MastheadProps): ReactNode {
  const { busy, problem, run } = useDeed();
  const [held] = viewer.roles;
  return (
    <header className="masthead">
      <h1><img src="/icon.svg" alt="" width="28" height="28" /> <Bi of={say.product} /></h1>
      <span className="district">{district}</span>
      <p className="viewer">
        <span>{viewer.displayName}</span>
        {held && <span className="quiet">{held.place?.name} <Bi of={ROLES[held.role]} /></span>}
      </p>
      <button type="button" disabled={busy} onClick={() => run(async () => { await signOut(); return null; })}><Bi of={say.signOut} /></button>
      <Problem of={problem} />
    </header>
  );
}
