import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime, dayOf } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { BuddyPairEndDocument, BuddyPairsDocument, type BuddyPairsQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { WithWords } from '../ui/with-words.tsx';
import { say } from '../words.ts';
import { ContactForm } from './contact-form.tsx';
import { PairForm } from './pair-form.tsx';
import { bridge, CONTACT_CHANNELS } from './words.ts';

/** Volunteers who stand by a senior, with when they last heard of each other. */
export function Pairs(): ReactNode {
  const t = useWords();
  const [asked, choose] = useAddress('show');
  const open = asked !== 'over';
  const pages = usePages(BuddyPairsDocument, { open }, answer => answer.buddyPairs);
  const { data, rows, fault, again } = pages;
  return (
    <div className="list-and-form">
      <div>
        <Segmented
          aria-label={t(say.view)} className="narrow" value={open ? 'open' : 'over'} onChange={next => choose(next === 'over' ? next : null)}
          options={[{ value: 'open', label: t(bridge.open) }, { value: 'over', label: t(bridge.over) }]}
        />
        {fault && <FaultNotice of={fault} onRetry={again} />}
        {!data && !fault && <Loading rows={6} />}
        {data && rows.length === 0 && <div className="card"><Nothing of={bridge.noPairs} /></div>}
        <ul className="tiles">{rows.map(pair => <Pair key={pair.id} pair={pair} onChanged={again} />)}</ul>
        <More pages={pages} />
      </div>
      <PairForm onPaired={again} />
    </div>
  );
}

interface PairProps {
  readonly pair: BuddyPairsQuery['buddyPairs']['nodes'][number];
  readonly onChanged: () => void;
}

function Pair({ pair: { id, senior, buddy, program, beganAt, endedAt, reason, contacts }, onChanged }: PairProps): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const end = (why: string) => run(async () => {
    const { buddyPairEnd } = await ask(BuddyPairEndDocument, { input: { buddyPairId: id, reason: why, idempotencyKey: newKey() } });
    onChanged();
    return refusal(buddyPairEnd);
  });
  const [latest] = contacts;
  const named = `${senior.name} ${buddy.name}`;
  return (
    <li className="card">
      <p><strong>{senior.name}</strong> ↔ <strong>{buddy.name}</strong></p>
      <p className="facts quiet"><span>{program?.title}</span><span>{t(bridge.since)} {dayOf(beganAt)}</span>{endedAt && <span>{t(bridge.over)} {dayOf(endedAt)} {reason}</span>}</p>
      <p className={latest ? 'quiet' : 'bad'}>{latest ? `${t(bridge.lastContact)} ${dayAndTime(latest.occurredAt)} · ${t(CONTACT_CHANNELS[latest.channel])} ${latest.minutes} ${t(bridge.minutes)}` : t(bridge.noContact)}</p>
      {latest?.note && <p className="quiet small">{latest.note}</p>}
      {!endedAt && (
        <div className="big-buttons">
          <ContactForm pair={id} named={named} onRecorded={onChanged} />
          <WithWords label={bridge.end} asked={bridge.reason} of={named} busy={busy} onWritten={end} />
        </div>
      )}
      <Problem of={problem} />
    </li>
  );
}
