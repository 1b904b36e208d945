import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { ResidentDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { register, RELATIONS, SEXES, STANDINGS } from './words.ts';
import './register.css';

/** One resident, masked: numbers are shown plainly for a purpose only, which is recorded. */
export default function ResidentPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(ResidentDocument, { id });
  const resident = data?.resident;
  const unknown = t(register.unknown);
  return (
    <>
      <div className="head"><h1>{resident?.name ?? t(register.resident)}</h1><Link href="/register">{t(say.register)}</Link></div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && !resident && <Nothing of={register.noSuchResident} />}
      {resident && (
        <section className="card" aria-label={t(register.resident)}>
          <p>{resident.livesAlone && <Tag>{t(register.livesAlone)}</Tag>}{resident.noKin && <Tag>{t(register.noKin)}</Tag>}</p>
          <dl className="record">
            <dt>{t(register.sex)}</dt><dd>{t(SEXES[resident.sex])}</dd>
            <dt>{t(register.birthDate)}</dt><dd>{resident.birthDate}</dd>
            <dt>{t(register.idNumber)}</dt><dd className="number">{resident.idNumber ?? unknown}</dd>
            <dt>{t(register.phone)}</dt><dd className="number">{resident.phone ?? unknown}</dd>
            <dt>{t(register.address)}</dt><dd>{resident.address?.fullText ?? resident.place?.name ?? unknown}</dd>
            <dt>{t(register.standing)}</dt><dd>{t(STANDINGS[resident.standing])}</dd>
            <dt>{t(register.livesFrom)}</dt><dd>{resident.livesFrom}</dd>
            <dt>{t(register.verified)}</dt><dd>{resident.lastVerifiedAt ? dayAndTime(resident.lastVerifiedAt) : unknown}</dd>
            <dt>{t(register.household)}</dt>
            <dd>
              {resident.household ? <Link href={`/register/households/${resident.household.id}`}>{resident.household.number ?? t(register.household)}</Link> : unknown}
              {resident.relationToHead && ` · ${t(RELATIONS[resident.relationToHead])}`}
            </dd>
          </dl>
        </section>
      )}
      {resident && (
        <section className="card" aria-labelledby="residences-title">
          <header><h2 id="residences-title">{t(register.residences)}</h2></header>
          <ul>{resident.residences.map(({ livesFrom, livesTo, place, address, standing }) => (
            <li key={livesFrom}>{livesFrom} – {livesTo ?? '…'} <span className="quiet">{address?.fullText ?? place?.name} · {t(STANDINGS[standing])}</span></li>
          ))}</ul>
        </section>
      )}
    </>
  );
}
