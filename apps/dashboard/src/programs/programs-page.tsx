import { Segmented, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../api/use-pages.ts';
import { yuan } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { isAdmin } from '../frame/roles.ts';
import { ProgramsDocument, type ProgramRowFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { BeginForm } from './begin-form.tsx';
import { stepsOf } from './parts.ts';
import { PROGRAM_STATUSES, programs } from './words.ts';
import '../ui/tiles.css';

/** The programs of a street: how far each is, and what of its money is left. */
export default function ProgramsPage(): ReactNode {
  const t = useWords();
  const { street, viewer } = useGround();
  const [asked, choose] = useAddress('show');
  const all = asked === 'all';
  const pages = usePages(ProgramsDocument, { place: street.id, statuses: all ? null : ['RUNNING', 'PLANNED'] }, answer => answer.programs);
  const { data, rows, total, fault, again } = pages;
  return (
    <>
      <div className="head">
        <h1>{t(say.programs)}</h1>
        <Segmented
          aria-label={t(say.view)} value={all ? 'all' : 'running'} onChange={next => choose(next === 'all' ? next : null)}
          options={[{ value: 'running', label: t(programs.running) }, { value: 'all', label: t(say.all) }]}
        />
        <span className="quiet">{total}</span>
      </div>
      <div className="list-and-form">
        <div>
          {fault && <FaultNotice of={fault} onRetry={again} />}
          {!data && !fault && <Loading rows={6} />}
          {data && rows.length === 0 && <div className="card"><Nothing of={programs.none} /></div>}
          <ul className="tiles">{rows.map(program => <Program key={program.id} program={program} />)}</ul>
          <More pages={pages} />
        </div>
        {isAdmin(viewer) && <BeginForm key={street.id} onPlanned={again} />}
      </div>
    </>
  );
}

function Program({ program }: { readonly program: ProgramRowFragment }): ReactNode {
  const t = useWords();
  const { id, title, status, beginsOn, endsOn, place, budget, money } = program;
  const steps = stepsOf(program);
  const overdue = steps.filter(each => each.overdue).length;
  return (
    <li className="card">
      <p className="line"><Link href={`/programs/${id}`}><strong>{title}</strong></Link><Tag>{t(PROGRAM_STATUSES[status])}</Tag></p>
      <p className="facts quiet"><span>{place?.name}</span><span>{beginsOn} – {endsOn}</span></p>
      {steps.length > 0 && <p>{t(programs.steps)} {steps.filter(({ doneOn }) => doneOn !== null).length} / {steps.length}{overdue > 0 && <span className="bad"> · {overdue} {t(programs.overdueSteps)}</span>}</p>}
      {money && budget !== null && <p>{t(programs.spent)} {yuan(money.spent)} / {t(programs.budget)} {yuan(budget)}</p>}
    </li>
  );
}
