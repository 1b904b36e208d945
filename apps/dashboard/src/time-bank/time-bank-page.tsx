import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { ExchangeSection } from './exchange-section.tsx';
import { Requests } from './requests.tsx';
import { Volunteers } from './volunteers.tsx';
import { bank, NEXT } from './words.ts';
import '../ui/tiles.css';
import './time-bank.css';

const VIEWS = ['requests', 'services', 'review', 'volunteers'] as const;
type View = (typeof VIEWS)[number];

/** The time bank of a street, by what is to be done: whom to find a volunteer for, what is under way, what to look into, and who serves. */
export default function TimeBankPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [asked, choose] = useAddress('view');
  const view: View = VIEWS.find(each => each === asked) ?? 'requests';
  const placeId = street.id;
  return (
    <>
      <div className="head">
        <h1>{t(say.timeBank)}</h1>
        <Segmented
          aria-label={t(say.view)} value={view} onChange={next => choose(next === 'requests' ? null : next)}
          options={VIEWS.map(value => ({ value, label: t(bank[value]) }))}
        />
      </div>
      {view === 'requests' && <Requests key={placeId} />}
      {view === 'services' && (Object.keys(NEXT) as (keyof typeof NEXT)[]).map(status => <ExchangeSection key={status} title={NEXT[status]} filter={{ placeId, statuses: [status], toReview: status === 'SUBMITTED' ? false : null }} />)}
      {view === 'review' && (
        <>
          <ExchangeSection title={bank.toReview} filter={{ placeId, toReview: true }} />
          <ExchangeSection title={bank.disputed} filter={{ placeId, statuses: ['DISPUTED'] }} />
          <ExchangeSection title={bank.toAudit} filter={{ placeId, toAudit: true }} />
        </>
      )}
      {view === 'volunteers' && <Volunteers />}
    </>
  );
}
