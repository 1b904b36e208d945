import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Freshness } from '../figures/freshness.tsx';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { useWords } from '../language.ts';
import { say, STATUSES } from '../words.ts';
import { CaseList } from './case-list.tsx';
import { SubmitForm } from './submit-form.tsx';
import { Ticker } from './ticker.tsx';
import { LISTED } from './use-cases.ts';
import './cases.css';

/** Cases of a street still to be dealt with: a list, one's own, or a board by state. */
export default function CasesPage(): ReactNode {
  const t = useWords();
  const { street, viewer } = useGround();
  const [asked, choose] = useAddress('view');
  const view = asked ?? (viewer.roles.some(({ role }) => role === 'GRID_WORKER') ? 'mine' : 'all');
  const filter = { placeId: street.id, statuses: LISTED };
  return (
    <>
      <div className="head">
        <h1>{t(say.cases)}</h1>
        <Segmented
          aria-label={t(say.view)} value={view} onChange={choose}
          options={[{ value: 'all', label: t(say.openCases) }, { value: 'mine', label: t(say.mine) }, { value: 'board', label: t(say.board) }]}
        />
        {view !== 'board' && <a className="to-form" href="#submit-title">{t(say.submitted)}</a>}
        <Freshness at={null} />
      </div>
      {view === 'board' ? (
        <div className="board">
          {LISTED.map(status => <CaseList key={status} title={STATUSES[status]} filter={{ placeId: street.id, statuses: [status] }} viewerId={viewer.id} stays={false} />)}
        </div>
      ) : (
        <div className="case-columns">
          <CaseList key={view} title={say.openCases} filter={view === 'mine' ? { ...filter, assigneeId: viewer.id } : filter} viewerId={viewer.id} />
          <div>
            <SubmitForm key={street.id} street={street.id} viewer={viewer} />
            <Ticker place={street.id} />
          </div>
        </div>
      )}
    </>
  );
}
