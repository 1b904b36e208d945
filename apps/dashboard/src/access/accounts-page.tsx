import { Checkbox, Input, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { isAdmin } from '../frame/roles.ts';
import { AccountsDocument, type AccountFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { ROLES, say } from '../words.ts';
import { lasts } from './grants.ts';
import { InviteForm } from './invite-form.tsx';
import { access } from './words.ts';
import '../ui/tiles.css';
import './access.css';

/** Accounts with roles in a street; and who has none yet is invited. */
export default function AccountsPage(): ReactNode {
  const t = useWords();
  const { street, viewer } = useGround();
  const [search, find] = useAddress('q');
  const [disabled, include] = useAddress('disabled');
  const pages = usePages(AccountsDocument, { place: search === null ? street.id : null, search, disabled: disabled !== null }, answer => answer.accounts);
  const { data, rows, fault, again } = pages;
  return (
    <>
      <div className="head">
        <h1>{t(say.accounts)}</h1>
        <Input.Search
          aria-label={t(access.find)} placeholder={t(access.find)} defaultValue={search ?? ''} allowClear className="search"
          onSearch={text => find(text.trim() === '' ? null : text.trim())}
        />
        <Checkbox checked={disabled !== null} onChange={({ target }) => include(target.checked ? 'all' : null)}>{t(access.withDisabled)}</Checkbox>
        {data && <span className="quiet">{data.accounts.totalCount}</span>}
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <div className="list-and-form">
        <section aria-label={t(say.accounts)}>
          {!data && !fault && <Loading />}
          {data && rows.length === 0 && <div className="card"><Nothing of={access.noAccounts} /></div>}
          <ul className="tiles">{rows.map(account => <AccountTile key={account.id} of={account} />)}</ul>
          <More pages={pages} />
        </section>
        {isAdmin(viewer) && <InviteForm onInvited={again} />}
      </div>
    </>
  );
}

function AccountTile({ of: { id, displayName, login, disabledAt, lastSignInAt, memberships, organisation } }: { readonly of: AccountFieldsFragment }): ReactNode {
  const t = useWords();
  const held = memberships.filter(lasts).map(({ role, place }) => `${place?.name ?? ''} ${t(ROLES[role])}`);
  return (
    <li className="card account">
      <p><Link href={`/accounts/${id}`}><strong>{displayName}</strong></Link> <span className="quiet">{login}</span> {disabledAt && <Tag>{t(access.disabled)}</Tag>}</p>
      <p>{organisation?.name ?? (held.length === 0 ? t(access.noRoles) : held.join('、'))}</p>
      <p className="quiet">{lastSignInAt ? `${t(access.lastSignIn)} ${dayAndTime(lastSignInAt)}` : t(access.never)}</p>
    </li>
  );
}
