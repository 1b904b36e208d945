import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useStore } from '../api/store.ts';
import { usePages } from '../api/use-pages.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { VisitRecordDocument, VisitsDueDocument, type VisitFieldsFragment, type WellbeingOutcome } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { record, waiting } from '../offline/waiting.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say, VISIT_LEVELS, VISIT_OUTCOMES } from '../words.ts';
import '../ui/tiles.css';

/** Whom to call on today, the longest due first: one press says how somebody is. */
export default function VisitsPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const pages = usePages(VisitsDueDocument, { place: street.id, by: today() }, answer => answer.wellbeingVisits);
  const { data, rows, fault, again } = pages;
  useKeptUp(again);
  return (
    <>
      <div className="head"><h1>{t(say.visits)}</h1>{data && <span className="quiet">{data.wellbeingVisits.totalCount}</span>}</div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading rows={6} />}
      {data && rows.length === 0 && <div className="card"><Nothing of={say.noVisits} /></div>}
      <ul className="tiles">{rows.map(visit => <Visit key={visit.id} visit={visit} />)}</ul>
      <More pages={pages} />
    </>
  );
}

function Visit({ visit: { id, name, level, dueOn, place, outcome } }: { readonly visit: VisitFieldsFragment }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const waits = useStore(waiting).some(({ kind, input }) => kind === 'VISIT' && input['visitId'] === id);
  const tell = (found: WellbeingOutcome | null) => run(async () => {
    const answer = await record('VISIT', `${name} ${place?.name ?? ''}`, VisitRecordDocument, { visitId: id, outcome: found });
    const refused = answer?.wellbeingVisitRecord.userErrors[0];
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <li className="card">
      <p><strong>{name}</strong> <span className="quiet">{place?.name} · {t(VISIT_LEVELS[level])}</span></p>
      <p className={dueOn < today() ? 'bad' : 'quiet'}>{t(say.due)} {dueOn}</p>
      {waits && <p className="quiet">{t(say.waiting)}</p>}
      {outcome && <p className="good">{t(VISIT_OUTCOMES[outcome])}</p>}
      {!outcome && !waits && (
        <p className="big-buttons">
          {(Object.keys(VISIT_OUTCOMES) as WellbeingOutcome[]).map(each => (
            <Button key={each} size="large" type={each === 'WELL' ? 'primary' : 'default'} disabled={busy} onClick={() => tell(each)}>{t(VISIT_OUTCOMES[each])}</Button>
          ))}
          <Button size="large" disabled={busy} onClick={() => tell(null)}>{t(say.notMetAtHome)}</Button>
        </p>
      )}
      <Problem of={problem} />
    </li>
  );
}
