import type { ReactNode } from 'react';
import { usePages } from '../api/use-pages.ts';
import { OrganisationsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ORGANISATION_KINDS, register } from './words.ts';
import '../ui/tiles.css';

/** Departments and others that cases are given to, and what they answer for. */
export default function OrganisationsPage(): ReactNode {
  const t = useWords();
  const pages = usePages(OrganisationsDocument, {}, answer => answer.organisations);
  const { data, rows, fault, again } = pages;
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
        </li>
      ))}</ul>
      <More pages={pages} />
    </>
  );
}
