import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from '../api/store.ts';
import { dayAndTime } from '../format.ts';
import { useWords } from '../language.ts';
import { mendingOf } from '../mine/page-of.ts';
import { session } from '../session/session.ts';
import { Nothing } from '../ui/notice.tsx';
import { FAULTS, OTHER_FAULT, REFUSALS } from '../words.ts';
import { sendAgain, throwAway, waiting, type Waiting } from './waiting.ts';
import { offline, RECORDS } from './words.ts';
import '../ui/tiles.css';

/** What was recorded and has not reached the API: to be waited for, or, where it was refused, to be mended or thrown away. */
export function WaitingRecords(): ReactNode {
  const records = useStore(waiting);
  return (
    <>
      {records.length === 0 && <div className="card"><Nothing of={offline.nothing} /></div>}
      <ul className="tiles">{records.map(each => <WaitingRecord key={each.key} record={each} />)}</ul>
    </>
  );
}

function WaitingRecord({ record }: { readonly record: Waiting }): ReactNode {
  const t = useWords();
  const { key, kind, title, occurredAt, refused } = record;
  const who = useStore(session);
  return (
    <li className="card">
      <p><strong>{title}</strong></p>
      <p className="quiet">{t(RECORDS[kind])} · {dayAndTime(occurredAt)}</p>
      <p className={refused === null ? 'quiet' : 'bad'}>{t(refused === null ? offline.sendsItself : reasonOf(refused))}</p>
      <p className="big-buttons">
        {who.is === 'IN' && <Button size="large" onClick={() => void sendAgain(record)}>{t(offline.again)}</Button>}
        {who.is === 'IN' && kind === 'CASE' && refused !== null && <Link href={mendingOf(record)}><Button size="large" tabIndex={-1}>{t(offline.mend)}</Button></Link>}
        <Popconfirm title={t(offline.sure)} onConfirm={() => void throwAway(key)}><Button size="large" danger>{t(offline.throwAway)}</Button></Popconfirm>
      </p>
    </li>
  );
}

const reasonOf = (code: string) => ({ ...FAULTS, ...REFUSALS })[code] ?? OTHER_FAULT;
