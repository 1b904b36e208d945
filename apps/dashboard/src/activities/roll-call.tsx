import { Button } from 'antd';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { now } from '../api/clock.ts';
import { useStore } from '../api/store.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { usePages } from '../api/use-pages.ts';
import { clockTime, dayAndTime } from '../format.ts';
import { AttendanceRecordDocument, CallRollDocument, RollAttendancesDocument, RollSignUpsDocument, type ActivityQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { record, waiting } from '../offline/waiting.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { CallOff } from './call-off.tsx';
import { DoorCode } from './door-code.tsx';
import { PersonRow } from './person-row.tsx';
import { peopleOf } from './people.ts';
import { SomebodyElse } from './somebody-else.tsx';
import { activities, closeRoll } from './words.ts';

type Activity = NonNullable<ActivityQuery['activity']>;

interface RollCallProps {
  readonly activity: Activity;
  readonly session: Activity['sessions'][number];
  readonly onChanged: () => void;
}

/** How long before it begins people may check in, in milliseconds. */
const DOOR = 3_600_000;
const DOOR_WORDS = { WRONG_STATE: activities.notYet, INVALID: activities.notYet } as const;

/** Who has signed up for a session, and who is there: one press each, or all but the absent at once. It goes on without a network. */
export function RollCall({ activity, session, onChanged }: RollCallProps): ReactNode {
  const t = useWords();
  const signUps = usePages(RollSignUpsDocument, { activity: activity.id }, answer => answer.activitySignUps, true);
  const attendances = usePages(RollAttendancesDocument, { session: session.id }, answer => answer.activityAttendances, true);
  const [againSignUps, againAttendances, fault] = [signUps.again, attendances.again, signUps.fault ?? attendances.fault];
  const again = useCallback(() => {
    againSignUps();
    againAttendances();
  }, [againSignUps, againAttendances]);
  useKeptUp(again);
  const sent = useStore(waiting).filter(({ input }) => input['sessionId'] === session.id);
  useEffect(again, [again, sent.length]);
  const [absent, setAbsent] = useState<readonly string[]>([]);
  const { busy, problem, run } = useDeed();
  // Whoever is not on the list yet would be recorded as there.
  if (!signUps.data || !attendances.data || signUps.hasMore || attendances.hasMore) return fault ? <FaultNotice of={fault} onRetry={again} /> : <Loading rows={6} />;

  const people = peopleOf(signUps.rows, attendances.rows);
  const placed = people.filter(({ status }) => status === 'SIGNED_UP');
  const waits = (id: string) => sent.some(({ kind, input }) => kind === 'ROLL_CALL' || input['residentId'] === id);
  const rest = placed.filter(({ id, attendance }) => !attendance && !waits(id) && !absent.includes(id));
  const away = placed.filter(({ id, attendance }) => !attendance && !waits(id) && absent.includes(id));
  const here = people.filter(({ attendance }) => attendance).length;
  const open = session.cancelledAt === null && session.viewerCanLead && now().getTime() >= new Date(session.startsAt).getTime() - DOOR;
  const at = () => (now() < new Date(session.endsAt) ? now() : new Date(session.endsAt)).toISOString();
  const changed = () => {
    again();
    onChanged();
  };
  const checkIn = (id: string, name: string) => run(async () => {
    const answer = await record('ATTENDANCE', `${name} ${activity.title}`, AttendanceRecordDocument, { sessionId: session.id, residentId: id }, at());
    if (answer) changed();
    return answer && refusal(answer.activityAttendanceRecord, DOOR_WORDS);
  });
  const close = () => run(async () => {
    const answer = await record('ROLL_CALL', `${activity.title} ${dayAndTime(session.startsAt)}`, CallRollDocument, { sessionId: session.id, absentIds: away.map(({ id }) => id) }, at());
    if (answer) changed();
    return answer && refusal(answer.activityRollCall, { ...DOOR_WORDS, CONFLICT: activities.elseRecorded });
  });
  const mark = (id: string) => setAbsent(marked => (marked.includes(id) ? marked.filter(each => each !== id) : [...marked, id]));

  return (
    <div className="list-and-form">
      <section className="card" aria-labelledby="roll-title">
        <header>
          <h2 id="roll-title">{dayAndTime(session.startsAt)}–{clockTime(session.endsAt)} {session.venue}</h2>
          <span className="quiet">{t(activities.came)} {here} · {t(activities.signedUp)} {placed.length}</span>
        </header>
        {session.cancelledAt ? <p className="bad">{t(activities.calledOff)} {session.cancelReason}</p> : <p className="quiet">{t(hint(session.viewerCanLead, open))}</p>}
        {people.length === 0 && <Nothing of={activities.nobody} />}
        <ul className="rows">
          {people.map(person => (
            <PersonRow
              key={person.id} person={person} open={open} busy={busy} waits={waits(person.id)} absent={absent.includes(person.id)} canUndo={activity.viewerCanRun} course={activity.kind === 'COURSE'}
              onHere={() => checkIn(person.id, person.name)} onAbsent={() => mark(person.id)} onUndone={changed}
            />
          ))}
        </ul>
        {sent.length > 0 && <p className="quiet">{t(say.keptHere)}</p>}
        <Problem of={problem} />
        {open && rest.length + away.length > 0 && (
          <p className="close-roll"><Button type="primary" size="large" block disabled={busy} onClick={close}>{t(closeRoll(rest.length, away.length))}</Button></p>
        )}
      </section>
      {session.viewerCanLead && session.cancelledAt === null && (
        <div>
          <SomebodyElse activity={activity} session={session.id} open={open} busy={busy} onHere={checkIn} onChanged={changed} />
          {open && <DoorCode session={session.id} />}
          {activity.viewerCanRun && session.attended === 0 && <CallOff session={session.id} title={activity.title} onDone={changed} />}
        </div>
      )}
    </div>
  );
}

function hint(leads: boolean, open: boolean) {
  if (!leads) return activities.notLeader;
  return open ? activities.rollWhat : activities.notYet;
}
