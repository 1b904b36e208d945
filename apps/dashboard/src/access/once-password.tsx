import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dayAndTime } from '../format.ts';
import { useWords } from '../language.ts';
import { access } from './words.ts';
import './access.css';

export interface Once {
  readonly account: { readonly id: string; readonly login: string; readonly displayName: string };
  /** Null where the command had been carried out before. */
  readonly password: string | null;
  readonly until: string | null;
}

/** A password for one sign-in, to be handed over: no later page shows it again. */
export function OncePassword({ of: { account, password, until } }: { readonly of: Once }): ReactNode {
  const t = useWords();
  return (
    <output className="card once">
      <p><Link href={`/accounts/${account.id}`}>{account.displayName}</Link> <span className="quiet">{account.login}</span></p>
      {password === null ? <p>{t(access.sentBefore)}</p> : (
        <>
          <p>{t(access.oncePassword)} <code>{password}</code></p>
          <p className="quiet">{t(access.onceWhat)} {until && dayAndTime(until)}</p>
        </>
      )}
    </output>
  );
}
