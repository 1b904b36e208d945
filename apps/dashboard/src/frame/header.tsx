import { Badge, Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { WaitingCount } from '../offline/waiting-count.tsx';
import { signOut } from '../session/session.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { ROLES, say, STATES } from '../words.ts';
import { useAddress } from './address.ts';
import type { Ground } from './ground.ts';

interface HeaderProps {
  readonly viewer: ViewerFieldsFragment;
  /** Null until it is known. */
  readonly ground: Ground | null;
  readonly unread: number;
}

export function Header({ viewer, ground, unread }: HeaderProps): ReactNode {
  const t = useWords();
  const [, chooseStreet] = useAddress('street');
  const { busy, problem, run } = useDeed();
  const [held] = viewer.roles;
  return (
    <header className="masthead">
      <Link href="/" className="brand" aria-label={t(say.product)}><img src="/icon.svg" alt="" width="28" height="28" /><strong>{t(say.product)}</strong></Link>
      <span className="district">{ground?.district.name}</span>
      {ground && (
        <Select
          aria-label={t(say.street)} className="street-choice" popupMatchSelectWidth={false} variant="filled" value={ground.street.code} onChange={chooseStreet}
          options={ground.streets.map(({ code, name, onboardedAt }) => ({ value: code, label: onboardedAt === null ? `${name}（${t(STATES.NOT_ONBOARDED)}）` : name }))}
        />
      )}
      <WaitingCount />
      <p className="viewer">
        {unread > 0 && <Badge count={unread} title={t(say.unread)} />}
        <span>{viewer.displayName}</span>
        {viewer.roles.some(({ role }) => role === 'RESIDENT') && <Link href="/mine">{t(say.ownView)}</Link>}
        {held && <span className="quiet held">{held.place?.name} {t(ROLES[held.role])}</span>}
      </p>
      <LanguageButton />
      <Button type="text" disabled={busy} onClick={() => run(async () => { await signOut(); return null; })}>{t(say.signOut)}</Button>
      <Problem of={problem} />
    </header>
  );
}
