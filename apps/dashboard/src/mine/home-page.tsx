import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { now } from '../api/clock.ts';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { MineHomeDocument, type MineHomeQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { say, type Words } from '../words.ts';
import { useMine, useWithPerson } from './person.ts';
import { hours, mine, when } from './words.ts';

/** What waits for somebody, what is coming, and the ways to everything else. */
export default function HomePage(): ReactNode {
  const t = useWords();
  const { person, viewer, self } = useMine();
  const [from] = useState(() => now().toISOString());
  const { data, fault, again } = useAsked(MineHomeDocument, person && { person: person.id, now: from });
  useKeptUp(again);
  return (
    <>
      <h1>{self || !person ? viewer.displayName : person.name}<span className="quiet">{person?.place?.name}</span></h1>
      {!person && <p className="card">{t(mine.noPerson)}</p>}
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {person && !data && !fault && <Loading />}
      {data && <Tasks of={data} />}
      {data && <Ahead of={data} />}
      <ul className="ways">
        <Way to="/mine/activities" title={mine.activities} says={data ? { zh: `${data.activities.totalCount} 个`, en: `${data.activities.totalCount}` } : mine.activitiesHint} />
        <Way to="/mine/care" title={mine.care} says={mine.careHint} />
        <Way to="/mine/points" title={mine.points} says={data?.resident ? { zh: `${data.resident.pointsAccount.available} 分`, en: `${data.resident.pointsAccount.available}` } : null} />
        <Way to="/mine/time" title={mine.timeTitle} says={data?.timeBankMember ? hours(data.timeBankMember.balance - data.timeBankMember.reserved) : mine.timeHint} />
        <Way to="/mine/cases" title={mine.cases} says={mine.casesHint} />
        <Way to="/mine/notices" title={mine.notices} says={null} />
      </ul>
    </>
  );
}

function Way({ to, title, says }: { readonly to: string; readonly title: Words; readonly says: Words | null }): ReactNode {
  const t = useWords();
  const withPerson = useWithPerson();
  return <li><Link href={withPerson(to)}><strong>{t(title)}</strong>{says && <span className="quiet">{t(says)}</span>}</Link></li>;
}

/** What nobody but they can do: say whether a matter is solved, confirm a service, take a place. */
function Tasks({ of: { cases, exchanges, careBookings } }: { readonly of: MineHomeQuery }): ReactNode {
  const t = useWords();
  const withPerson = useWithPerson();
  const rows = [
    ...cases.nodes.filter(({ rating, viewerCanMove }) => rating === null && viewerCanMove.includes('RATE')).map(({ id, title }) => ({ id, to: `/mine/cases/${id}`, title, says: mine.rateAsk })),
    ...exchanges.nodes.filter(({ status, viewerCan }) => status === 'SUBMITTED' && viewerCan.includes('DISPUTE')).map(({ id, serviceType }) => ({ id, to: '/mine/time', title: serviceType?.name ?? t(mine.timeTitle), says: mine.confirm })),
    ...careBookings.nodes.filter(({ awaits }) => awaits === 'ACCEPTANCE').map(({ id, service }) => ({ id, to: '/mine/care', title: service?.name ?? t(mine.care), says: mine.take })),
  ];
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{t(mine.tasks)}</h2>
      <ul className="plain-rows">{rows.map(({ id, to, title, says }) => <li key={id}><Link href={withPerson(to)}><strong>{title}</strong> <span>{t(says)} ›</span></Link></li>)}</ul>
    </section>
  );
}

/** What they are to come to, or who comes to them, the first first. */
function Ahead({ of: { exchanges, careBookings, activitySignUps } }: { readonly of: MineHomeQuery }): ReactNode {
  const t = useWords();
  const withPerson = useWithPerson();
  const at = now().toISOString();
  const rows = [
    ...exchanges.nodes.filter(({ status }) => status !== 'SUBMITTED').map(({ id, startsAt, serviceType }) => ({ id, at: startsAt, to: '/mine/time', title: serviceType?.name ?? t(mine.timeTitle) })),
    ...careBookings.nodes.filter(({ state }) => state === 'BOOKED' || state === 'CHECKED_IN').map(({ id, startsAt, service }) => ({ id, at: startsAt, to: '/mine/care', title: service?.name ?? t(mine.care) })),
    ...activitySignUps.nodes.filter(({ status }) => status === 'SIGNED_UP').map(({ id, activity }) => ({
      id, at: activity?.sessions.find(({ startsAt, cancelledAt }) => cancelledAt === null && startsAt > at)?.startsAt ?? activity?.startsAt ?? null, to: '/mine/activities', title: activity?.title ?? t(say.title),
    })),
  ].toSorted((one, other) => (one.at ?? '9').localeCompare(other.at ?? '9'));
  return (
    <section className="card" aria-labelledby="ahead-title">
      <h2 id="ahead-title">{t(mine.ahead)}</h2>
      {rows.length === 0 && <p className="quiet">{t(mine.nothingAhead)}</p>}
      <ul className="plain-rows">
        {rows.map(({ id, at: time, to, title }) => <li key={id}><Link href={withPerson(to)}><strong>{title}</strong> {time !== null && <span className="quiet">{t(when(time))}</span>}</Link></li>)}
      </ul>
    </section>
  );
}
