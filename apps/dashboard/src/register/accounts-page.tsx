import { Input, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { AccountsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { ROLES, say } from '../words.ts';
import { register } from './words.ts';
import '../ui/tiles.css';

const MOST = 100;

/** Accounts with roles in a street. */
export default function AccountsPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [search, find] = useAddress('q');
  const { data, fault, again } = useAsked(AccountsDocument, { place: street.id, search, first: MOST });
  return (
    <>
      <div className="head">
        <h1>{t(say.accounts)}</h1>
        <Input.Search
          aria-label={t(register.findAccount)} placeholder={t(register.findAccount)} defaultValue={search ?? ''} allowClear className="search"
          onSearch={text => find(text.trim() === '' ? null : text.trim())}
        />
        {data && <span className="quiet">{data.accounts.totalCount}</span>}
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data?.accounts.nodes.length === 0 && <div className="card"><Nothing of={register.noAccounts} /></div>}
      <ul className="tiles">{data?.accounts.nodes.map(({ id, displayName, login, disabledAt, lastSignInAt, memberships }) => (
        <li key={id} className="card">
          <p><strong>{displayName}</strong> <span className="quiet">{login}</span> {disabledAt && <Tag>{t(register.disabled)}</Tag>}</p>
          <p>{memberships.length === 0 ? t(register.noRoles) : memberships.map(({ role, place }) => `${place?.name ?? ''} ${t(ROLES[role])}`).join('、')}</p>
          <p className="quiet">{lastSignInAt ? `${t(register.lastSignIn)} ${dayAndTime(lastSignInAt)}` : t(register.never)}</p>
        </li>
      ))}</ul>
    </>
  );
}
