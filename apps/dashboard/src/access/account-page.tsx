import { Button, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useParams } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime, dayOf } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { isAdmin } from '../frame/roles.ts';
import { AccountDisableDocument, AccountDocument, AccountEnableDocument, AccountResetDocument, type AccountFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { manages } from './grants.ts';
import { OncePassword, type Once } from './once-password.tsx';
import { GrantForm, Roles } from './roles.tsx';
import { access } from './words.ts';
import '../register/register.css';
import '../ui/tiles.css';

/** One account: what it holds, and what admins do with it. */
export default function AccountPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { viewer } = useGround();
  const { data, fault, again } = useAsked(AccountDocument, { id });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading />;
  const { account } = data;
  if (!account) return <Nothing of={access.noSuch} />;
  const { displayName, login, phone, createdAt, disabledAt, lastSignInAt, mustSetPassword, organisation } = account;
  return (
    <>
      <div className="head"><h1>{displayName}</h1><span className="quiet">{login}</span>{disabledAt && <Tag>{t(access.disabled)}</Tag>}</div>
      <div className="list-and-form">
        <div>
          <section className="card">
            <dl className="record">
              {organisation && <><dt>{t(access.organisation)}</dt><dd>{organisation.name}</dd></>}
              {phone && <><dt>{t(access.mobile)}</dt><dd>{phone}</dd></>}
              <dt>{t(access.created)}</dt><dd>{dayOf(createdAt)}</dd>
              <dt>{t(access.lastSignIn)}</dt><dd>{lastSignInAt ? dayAndTime(lastSignInAt) : t(access.never)} {mustSetPassword && <Tag>{t(access.mustSet)}</Tag>}</dd>
            </dl>
            {account.id === viewer.id ? <p className="quiet">{t(access.ownAccount)}</p> : manages(viewer, account) ? <Deeds key={account.id} of={account} /> : <p className="quiet">{t(access.notManaged)}</p>}
          </section>
          {!organisation && <Roles of={account} onChanged={again} />}
        </div>
        {!organisation && isAdmin(viewer) && <GrantForm accountId={account.id} onGranted={again} />}
      </div>
    </>
  );
}

function Deeds({ of: { id: accountId, disabledAt } }: { readonly of: AccountFieldsFragment }): ReactNode {
  const t = useWords();
  const [once, show] = useState<Once | null>(null);
  const { busy, problem, run } = useDeed();
  const input = () => ({ input: { accountId, idempotencyKey: newKey() } });
  const reset = () => run(async () => {
    const { accountReset } = await ask(AccountResetDocument, input());
    const { account, password, passwordUntil: until } = accountReset;
    show(account && { account, password, until });
    return refusal(accountReset);
  });
  const turn = () => run(async () => {
    show(null);
    return disabledAt ? refusal((await ask(AccountEnableDocument, input())).accountEnable) : refusal((await ask(AccountDisableDocument, input())).accountDisable);
  });
  return (
    <>
      {once && <OncePassword of={once} />}
      <Problem of={problem} />
      <p className="big-buttons">
        {!disabledAt && <Button disabled={busy} onClick={reset}>{t(access.reset)}</Button>}
        <Button danger={!disabledAt} disabled={busy} onClick={turn}>{t(disabledAt ? access.enable : access.disable)}</Button>
      </p>
    </>
  );
}
