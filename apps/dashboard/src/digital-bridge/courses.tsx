import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { now } from '../api/clock.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime, daysLater, startOfDay, today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { ActivitiesBetweenDocument, type ActivityFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { bridge } from './words.ts';

const DAYS = 14;

/** The courses that run: who comes, and when they meet next. */
export function Courses(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const { data, rows, fault, again } = usePages(ActivitiesBetweenDocument, { place: street.id, kinds: ['COURSE'], from: startOfDay(today()), to: startOfDay(daysLater(today(), DAYS)) }, answer => answer.activities, true);
  const courses = rows.filter(({ cancelledAt }) => cancelledAt === null);
  return (
    <section className="card" aria-labelledby="bridge-courses">
      <header><h2 id="bridge-courses">{t(bridge.courses)}</h2>{data && <span className="quiet">{courses.length}</span>}</header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && courses.length === 0 && <Nothing of={bridge.noCourses} />}
      <ul className="rows">{courses.map(course => <Course key={course.id} course={course} />)}</ul>
    </section>
  );
}

function Course({ course: { id, title, place, sessions, signedUp, capacity } }: { readonly course: ActivityFieldsFragment }): ReactNode {
  const t = useWords();
  const live = sessions.filter(({ cancelledAt }) => cancelledAt === null);
  const next = live.find(({ endsAt }) => new Date(endsAt) > now());
  const held = live.filter(({ attended }) => attended > 0);
  return (
    <li>
      <Link className="line course-link" href={`/activities/${id}${next ? `?session=${next.id}` : ''}`}>
        <strong>{title}</strong>
        <span className="quiet">{next && `${t(bridge.next)} ${dayAndTime(next.startsAt)}`}</span>
      </Link>
      <span className="facts quiet">
        <span>{place?.name}</span><span>{signedUp}{capacity === null ? '' : ` / ${capacity}`}</span>
        {held.length > 0 && <span>{t(bridge.came)} {held.slice(-5).map(({ attended }) => attended).join(' · ')}</span>}
      </span>
    </li>
  );
}
