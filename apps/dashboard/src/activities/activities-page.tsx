import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useKeptUp } from '../api/use-kept-up.ts';
import { usePages } from '../api/use-pages.ts';
import { clockTime, dayOf, daysLater, startOfDay, today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { ActivitiesBetweenDocument, type ActivityFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { PlanForm } from './plan-form.tsx';
import { activities, ACTIVITY_KINDS } from './words.ts';
import '../ui/tiles.css';
import './activities.css';

const DAYS = 7;

/** What takes place in a street today and in the days after, session by session, and one more. */
export default function ActivitiesPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [asked, choose] = useAddress('day');
  const day = asked ?? today();
  const days = Array.from({ length: DAYS }, (_, n) => daysLater(day, n));
  const { data, rows, fault, again } = usePages(ActivitiesBetweenDocument, { place: street.id, from: startOfDay(day), to: startOfDay(daysLater(day, DAYS)) }, answer => answer.activities, true);
  useKeptUp(again);
  const sessions = rows.flatMap(activity => activity.sessions.map(session => ({ activity, session })))
    .toSorted((one, other) => one.session.startsAt.localeCompare(other.session.startsAt));
  const shown = days.map(each => ({ day: each, sessions: sessions.filter(({ session }) => dayOf(session.startsAt) === each) })).filter(each => each.sessions.length > 0);
  return (
    <>
      <div className="head">
        <h1>{t(say.activities)}</h1>
        <Input type="date" aria-label={t(activities.from)} className="day-choice" value={day} onChange={({ target: { value } }) => choose(value === '' ? null : value)} />
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <div className="list-and-form">
        <div>
          {!data && !fault && <Loading rows={6} />}
          {data && shown.length === 0 && <div className="card"><Nothing of={activities.nothing} /></div>}
          {shown.map(each => (
            <section key={each.day} className="card" aria-label={each.day}>
              <header><h2>{each.day === today() ? t(activities.today) : each.day}</h2><span className="quiet">{each.sessions.length}</span></header>
              <ul className="rows">{each.sessions.map(({ activity, session }) => <Session key={session.id} activity={activity} session={session} />)}</ul>
            </section>
          ))}
        </div>
        <PlanForm key={street.id} onPlanned={again} />
      </div>
    </>
  );
}

interface SessionProps {
  readonly activity: ActivityFieldsFragment;
  readonly session: ActivityFieldsFragment['sessions'][number];
}

function Session({ activity: { id, title, kind, venue, capacity, signedUp, waiting, place }, session }: SessionProps): ReactNode {
  const t = useWords();
  return (
    <li>
      <Link className="line session" href={`/activities/${id}?session=${session.id}`}>
        <span className="number">{clockTime(session.startsAt)}–{clockTime(session.endsAt)}</span>
        <strong>{title}</strong>
        <span className={session.cancelledAt ? 'bad' : 'quiet'}>
          {session.cancelledAt ? t(activities.calledOff) : `${t(activities.came)} ${session.attended} · ${t(activities.signedUp)} ${signedUp}${capacity === null ? '' : ` / ${capacity}`}`}
        </span>
      </Link>
      <span className="facts quiet"><span>{t(ACTIVITY_KINDS[kind])}</span><span>{place?.name}</span><span>{session.venue ?? venue}</span>{waiting > 0 && <span>{t(activities.waiting)} {waiting}</span>}</span>
    </li>
  );
}
