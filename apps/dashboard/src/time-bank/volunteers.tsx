import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { usePages } from '../api/use-pages.ts';
import { today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { LiabilityDocument, VolunteersDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { bank, duration } from './words.ts';

/** Who serves, what they can do, and how the hours owed stand to those that are offered. */
export function Volunteers(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [, go] = useLocation();
  const pages = usePages(VolunteersDocument, { place: street.id, on: today() }, answer => answer.volunteers);
  const { data, rows, total, fault, again } = pages;
  const liability = useAsked(LiabilityDocument, { place: street.id }).data?.timeBankLiability;
  return (
    <div className="list-and-form">
      <section className="card" aria-labelledby="volunteers-title">
        <header><h2 id="volunteers-title">{t(bank.volunteers)}</h2><span className="quiet">{total}</span></header>
        {fault && <FaultNotice of={fault} onRetry={again} />}
        {!data && !fault && <Loading rows={6} />}
        {data && rows.length === 0 && <Nothing of={bank.noVolunteers} />}
        <ul className="rows">
          {rows.map(({ id, person, place, skills, weeklyMinutes }) => (
            <li key={id}>
              <span className="line">
                {person.resident ? <Link className="member" href={`/time-bank/members/${person.resident.id}`}>{person.name}</Link> : <span>{person.name}</span>}
                <span className="quiet">{t(bank.weekly)} {t(duration(weeklyMinutes))}</span>
              </span>
              <span className="facts quiet"><span>{place?.name}</span><span>{skills.map(({ name }) => name).join('、')}</span></span>
            </li>
          ))}
        </ul>
        <More pages={pages} />
      </section>
      <div>
        <section className="card" aria-labelledby="member-search">
          <header><h2 id="member-search">{t(bank.lookUp)}</h2></header>
          <p className="big-buttons"><ResidentChoice onChange={id => go(`/time-bank/members/${id}`)} /></p>
        </section>
        {liability && (
          <section className="card" aria-label={t(bank.outstanding)}>
            <p className="line"><span>{t(bank.outstanding)}</span><strong>{t(duration(liability.outstandingMinutes))}</strong></p>
            <p className="line"><span>{t(bank.capacity)}</span><strong>{t(duration(liability.weeklyMinutes))}</strong></p>
          </section>
        )}
      </div>
    </div>
  );
}
