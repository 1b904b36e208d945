import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { CaseRow } from '../cases/case-row.tsx';
import '../cases/cases.css';
import { Freshness } from '../figures/freshness.tsx';
import { IndicatorCards } from '../figures/indicator-cards.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { useGround } from '../frame/ground.ts';
import { PlacePageDocument, type PlacePageQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { LEVELS, ROLES, say, STATES } from '../words.ts';
import { People } from './people.tsx';
import './places.css';

/** Months in a course: two years. */
const BACK = 24;

/** One place: what is counted of it over two years, who works there, what is to be done, what runs. */
export default function PlacePage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(PlacePageDocument, { id });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={8} />;
  return data.place ? <Shown key={id} place={data.place} data={data} /> : <Nothing of={say.noSuchPlace} />;
}

function Shown({ place, data: { cases, programs } }: { readonly place: NonNullable<PlacePageQuery['place']>; readonly data: PlacePageQuery }): ReactNode {
  const t = useWords();
  const { viewer, indicators } = useGround();
  const monthly = indicators.filter(({ periods }) => periods.includes('MONTH'));
  const { figures, fault } = useFigures({ place: place.id, level: place.level, indicators: monthly.map(({ key }) => key), period: { kind: 'MONTH' } });
  return (
    <>
      <div className="head">
        <h1>{place.name}</h1>
        <span className="quiet">{t(LEVELS[place.level])} {place.code}</span>
        {place.onboardedAt === null && <Tag>{t(STATES.NOT_ONBOARDED)}</Tag>}
        <nav className="quiet" aria-label={t(say.above)}>
          {place.ancestors.map(({ id, name }, n) => <span key={id}>{n > 0 && ' › '}<Link href={`/places/${id}`}>{name}</Link></span>)}
        </nav>
        {figures?.bars.length !== 0 && <Freshness at={figures?.at ?? null} />}
      </div>
      {fault && <FaultNotice of={fault} />}
      {place.onboardedAt === null ? <Nothing of={say.notOnboardedYet} /> : <IndicatorCards place={place.id} figures={figures} indicators={monthly} kind="MONTH" back={BACK} alarms={[]} />}
      <div className="place-columns">
        <section className="card" aria-labelledby="place-cases">
          <header><h2 id="place-cases">{t(say.openCases)}</h2><span className="quiet">{cases.totalCount}</span></header>
          {cases.totalCount === 0 && <Nothing of={say.noCases} />}
          <ul>{cases.nodes.map(matter => <CaseRow key={matter.id} matter={matter} viewerId={viewer.id} />)}</ul>
        </section>
        <div>
          {figures && <People figures={figures} indicators={monthly} />}
          <section className="card" aria-labelledby="place-workers">
            <header><h2 id="place-workers">{t(say.workers)}</h2></header>
            {place.workers.length === 0 && <Nothing of={say.noWorkers} />}
            <ul>{place.workers.map(({ id, role, account }) => <li key={id}>{account?.displayName} <span className="quiet">{t(ROLES[role])}</span></li>)}</ul>
          </section>
          <section className="card" aria-labelledby="place-programs">
            <header><h2 id="place-programs">{t(say.programs)}</h2></header>
            {programs.nodes.length === 0 && <Nothing of={say.noPrograms} />}
            <ul>{programs.nodes.map(({ id, title, beginsOn, endsOn }) => <li key={id}><Link href={`/programs/${id}`}>{title}</Link> <span className="quiet small">{beginsOn} – {endsOn}</span></li>)}</ul>
          </section>
          {place.children.length > 0 && (
            <section className="card" aria-labelledby="place-children">
              <header><h2 id="place-children">{t(say.under)}</h2><span className="quiet">{place.children.length}</span></header>
              <ul className="children">{place.children.map(({ id, name, onboardedAt }) => <li key={id}><Link href={`/places/${id}`}>{name}</Link>{onboardedAt === null && <span className="quiet small"> {t(STATES.NOT_ONBOARDED)}</span>}</li>)}</ul>
            </section>
          )}
        </div>
      </div>
    </>
  );
}
