import { Button } from 'antd';
import type { ReactNode } from 'react';
import { lineageOf } from '../access/grants.ts';
import { InviteForm } from '../access/invite-form.tsx';
import { usePages } from '../api/use-pages.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { ADMINS } from '../frame/roles.ts';
import { OrganisationsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ORGANISATION_KINDS, register } from './words.ts';
import '../ui/tiles.css';

/** Departments and others that cases are given to, and what they answer for, and their people, who are invited here. */
export default function OrganisationsPage(): ReactNode {
  const t = useWords();
  const { viewer } = useGround();
  const [inviting, invite] = useAddress('invite');
  const pages = usePages(OrganisationsDocument, {}, answer => answer.organisations);
  const { data, rows, fault, again } = pages;
  const administers = (lineage: readonly string[]) => viewer.roles.some(({ role, place }) => ADMINS.includes(role) && place !== null && lineage.includes(place.id));
  return (
    <>
      <div className="head"><h1>{t(say.organisations)}</h1>{data && <span className="quiet">{data.organisations.totalCount}</span>}</div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && rows.length === 0 && <div className="card"><Nothing of={register.noOrganisations} /></div>}
      <ul className="tiles">{rows.map(({ id, name, kind, place, duties }) => (
        <li key={id} className="card">
          <p><strong>{name}</strong> <span className="quiet">{t(ORGANISATION_KINDS[kind])} · {place?.name}</span></p>
          <p className="quiet">{duties.map(duty => duty.name).join('、')}</p>
          {administers(lineageOf(place)) && <p className="big-buttons"><Button aria-expanded={inviting === id} onClick={() => invite(inviting === id ? null : id)}>{t(register.inviteThere)}</Button></p>}
          {inviting === id && <InviteForm organisationId={id} />}
        </li>
      ))}</ul>
      <More pages={pages} />
    </>
  );
}
