import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { clockTime } from '../format.ts';
import { AttendanceVoidDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import type { Person } from './people.ts';
import { activities } from './words.ts';

interface PersonRowProps {
  readonly person: Person;
  /** Whether the roll can be called now. */
  readonly open: boolean;
  readonly busy: boolean;
  /** What was recorded of them has not been sent. */
  readonly waits: boolean;
  readonly absent: boolean;
  readonly canUndo: boolean;
  /** Whether it is a course, where one looks at what they have learned. */
  readonly course: boolean;
  readonly onHere: () => void;
  readonly onAbsent: () => void;
  readonly onUndone: () => void;
}

/** Somebody on the roll, with the two things to be said of them. */
export function PersonRow({ person: { id, name, seen, status, attendance }, open, busy, waits, absent, canUndo, course, onHere, onAbsent, onUndone }: PersonRowProps): ReactNode {
  const t = useWords();
  return (
    <li className="person">
      <span>
        <strong>{name}</strong>
        {course && seen && <> <Link className="skills-of" href={`/digital-bridge?senior=${id}`} aria-label={`${t(activities.skills)} ${name}`}>{t(activities.skills)}</Link></>}
        {status !== 'SIGNED_UP' && <span className="quiet"> {t(status === 'WAITING' ? activities.waiting : activities.walkIn)}</span>}
      </span>
      {attendance && <span className="good">{t(activities.isHere)} {clockTime(attendance.occurredAt)}</span>}
      {attendance && canUndo && <Undo attendance={attendance.id} name={name} onDone={onUndone} />}
      {!attendance && waits && <span className="quiet">{t(say.waiting)}</span>}
      {!attendance && !waits && open && (
        <span className="big-buttons">
          <Button size="large" type={absent ? 'default' : 'primary'} ghost={!absent} disabled={busy || absent} aria-label={`${t(activities.here)} ${name}`} onClick={onHere}>{t(activities.here)}</Button>
          {status === 'SIGNED_UP' && <Button size="large" danger={absent} aria-pressed={absent} aria-label={`${t(activities.absent)} ${name}`} onClick={onAbsent}>{t(activities.absent)}</Button>}
        </span>
      )}
    </li>
  );
}

function Undo({ attendance, name, onDone }: { readonly attendance: string; readonly name: string; readonly onDone: () => void }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const undo = () => run(async () => {
    const { activityAttendanceVoid } = await ask(AttendanceVoidDocument, { input: { attendanceId: attendance, reason: t(activities.undoWhy), idempotencyKey: newKey() } });
    onDone();
    return refusal(activityAttendanceVoid, { INSUFFICIENT: activities.spent });
  });
  return (
    <span>
      <Popconfirm title={t(activities.undoSure)} onConfirm={undo}><Button size="large" type="text" disabled={busy} aria-label={`${t(activities.undo)} ${name}`}>{t(activities.undo)}</Button></Popconfirm>
      <Problem of={problem} />
    </span>
  );
}
