import { Button, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { isAdmin } from '../frame/roles.ts';
import { ProgramDocument, ProgramEndDocument, ProgramStartDocument, type ProgramQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { CloneForm } from './clone-form.tsx';
import { Money } from './money.tsx';
import { Origin } from './origin.tsx';
import { Outcome } from './outcome.tsx';
import { documentsOf, roleOf } from './parts.ts';
import { Steps } from './steps.tsx';
import { PROGRAM_STATUSES, programs } from './words.ts';
import '../ui/tiles.css';
import './programs.css';

/** A program as the query of its page answers it. */
export type ShownProgram = NonNullable<ProgramQuery['program']>;

/** One program: what it is to bring about, what is to be done, its money, its people, and where it came from. */
export default function ProgramPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(ProgramDocument, { id });
  if (data?.program) return <Program program={data.program} again={again} />;
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  return data ? <Nothing of={programs.noSuchProgram} /> : <Loading rows={8} />;
}

function Program({ program, again }: { readonly program: ShownProgram; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { viewer } = useGround();
  const { title, status, place, beginsOn, endsOn, activities } = program;
  const documents = documentsOf(program);
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <Tag>{t(PROGRAM_STATUSES[status])}</Tag>
        {place && <Link href={`/places/${place.id}`}>{place.name}</Link>}
        <span className="quiet">{beginsOn} – {endsOn}</span>
        <Link href="/programs">{t(programs.all)}</Link>
        {isAdmin(viewer) && <Course program={program} again={again} />}
      </div>
      <div className="list-and-form">
        <div>
          <Outcome program={program} />
          <Steps program={program} again={again} />
          <section className="card" aria-labelledby="program-activities">
            <header><h2 id="program-activities">{t(programs.activities)}</h2><span className="quiet">{activities.totalCount}</span></header>
            {activities.totalCount === 0 && <Nothing of={programs.noActivities} />}
            <ul className="rows">{activities.nodes.map(each => (
              <li key={each.id}><Link className="line" href={`/activities/${each.id}`}><span>{each.title}</span>{each.startsAt && <span className="quiet">{dayAndTime(each.startsAt)}</span>}</Link></li>
            ))}</ul>
          </section>
          {documents.length > 0 && (
            <section className="card" aria-labelledby="program-documents">
              <header><h2 id="program-documents">{t(programs.documents)}</h2></header>
              {documents.map(each => <details key={each.key}><summary>{each.title}</summary><p className="document">{each.text}</p></details>)}
            </section>
          )}
        </div>
        <div>
          <Money program={program} mayBook={isAdmin(viewer)} again={again} />
          {program.staff && (
            <section className="card" aria-labelledby="program-staff">
              <header><h2 id="program-staff">{t(programs.staff)}</h2></header>
              {program.staff.length === 0 && <Nothing of={programs.noStaff} />}
              <ul>{program.staff.map(({ id, account, roleKey, until }) => <li key={id}>{account?.displayName} <span className="quiet">{roleOf(program, roleKey)}{until && ` · ${t(programs.former)}`}</span></li>)}</ul>
            </section>
          )}
          <Origin program={program} />
          {isAdmin(viewer) && status !== 'CANCELLED' && <CloneForm key={program.id} program={program} />}
        </div>
      </div>
    </>
  );
}

function Course({ program: { id, status }, again }: { readonly program: ShownProgram; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const start = () => run(async () => {
    const { programStart } = await ask(ProgramStartDocument, { input: { programId: id, idempotencyKey: newKey() } });
    again();
    return refusal(programStart);
  });
  const end = () => run(async () => {
    const { programEnd } = await ask(ProgramEndDocument, { input: { programId: id, idempotencyKey: newKey() } });
    again();
    return refusal(programEnd);
  });
  return (
    <>
      {status === 'PLANNED' && <Popconfirm title={t(programs.startSure)} onConfirm={start}><Button type="primary" disabled={busy}>{t(programs.start)}</Button></Popconfirm>}
      {(status === 'RUNNING' || status === 'PLANNED') && <Popconfirm title={t(programs.endSure)} onConfirm={end}><Button disabled={busy}>{t(programs.end)}</Button></Popconfirm>}
      <Problem of={problem} />
    </>
  );
}
