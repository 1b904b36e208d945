import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { RedemptionFulfilDocument, ReservedDocument, type RedemptionFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import '../ui/tiles.css';

/** The counter: what is reserved, handed over to whoever brings its code. */
export default function CounterPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const pages = usePages(ReservedDocument, { place: street.id }, answer => answer.redemptions);
  const { data, rows, fault, again } = pages;
  return (
    <>
      <div className="head"><h1>{t(say.counter)}</h1>{data && <span className="quiet">{data.redemptions.totalCount}</span>}</div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading rows={6} />}
      {data && rows.length === 0 && <div className="card"><Nothing of={say.nothingReserved} /></div>}
      <ul className="tiles">{rows.map(each => <Reserved key={each.id} redemption={each} />)}</ul>
      <More pages={pages} />
    </>
  );
}

function Reserved({ redemption: { id, good, resident, place, quantity, points, expiresAt, triesLeft, state } }: { readonly redemption: RedemptionFieldsFragment }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const fulfil = ({ code }: { readonly code: string }) => run(async () => {
    const { redemptionFulfil: { userErrors: [refused] } } = await ask(RedemptionFulfilDocument, { input: { redemptionId: id, code: code.trim(), idempotencyKey: newKey() } });
    if (refused?.code === 'INVALID') return say.wrongCode;
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <li className="card" data-state={state}>
      <p><strong>{good?.name}{quantity > 1 && ` × ${quantity}`}</strong> <span className="quiet">{points} {t(say.points)}</span></p>
      <p className="quiet">{resident?.name} {place?.name}{expiresAt && ` · ${t(say.until)} ${dayAndTime(expiresAt)}`}</p>
      {state === 'RESERVED' ? (
        <Form layout="inline" className="big-buttons" onFinish={fulfil}>
          <Form.Item name="code" rules={[{ required: true, message: t(say.needed) }]}>
            <Input size="large" aria-label={`${t(say.pickUpCode)} ${good?.name ?? ''}`} placeholder={t(say.pickUpCode)} inputMode="numeric" autoComplete="off" />
          </Form.Item>
          <Button size="large" type="primary" htmlType="submit" disabled={busy || triesLeft === 0}>{t(say.handOver)}</Button>
        </Form>
      ) : <p className="good">{t(say.handedOver)}</p>}
      <Problem of={problem} />
    </li>
  );
}
