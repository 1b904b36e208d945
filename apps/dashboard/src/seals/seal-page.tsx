import { Button, Form, Input, Segmented, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { dayAndTime, days, difference, figure } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { SealCorrectDocument, SealDocument, type IndicatorUnit, type SealQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say, STATES } from '../words.ts';
import { ByIndicator } from './by-indicator.tsx';
import { seals } from './words.ts';
import './seals.css';

type Shown = NonNullable<SealQuery['indicatorSeal']>;

/** One seal: who signed what, whether it is still what was stored, and what is counted differently now. */
export default function SealPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { street, district, viewer } = useGround();
  const [asked, choose] = useAddress('figures');
  const { data, fault, again } = useAsked(SealDocument, { id, changed: asked !== 'all' });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={8} />;
  const seal = data.indicatorSeal;
  if (!seal) return <Nothing of={seals.noSuchSeal} />;
  const { place, period, comment, digest, intact, sealedAt, sealedBy, corrects, correctedBy, figures } = seal;
  const lineage = place?.id === street.id ? [street.id, district.id] : [place?.id ?? ''];
  return (
    <>
      <div className="head">
        <h1>{place?.name} {days(period)}</h1>
        <Tag color={intact ? 'success' : 'error'}>{t(intact ? seals.intact : seals.altered)}</Tag>
        {corrects && <Link href={`/seals/${corrects.id}`}>{t(seals.toCorrected)}</Link>}
        {correctedBy && <Link href={`/seals/${correctedBy.id}`}>{t(seals.toCorrection)}</Link>}
      </div>
      <section className="card">
        <p>{comment}</p>
        <p className="quiet">{sealedBy?.displayName} {dayAndTime(sealedAt)}</p>
        <p className="digest">{t(seals.digest)} <code>{digest}</code></p>
      </section>
      <section className="card" aria-labelledby="sealed-figures">
        <header>
          <h2 id="sealed-figures">{t(seals.sealedFigures)}</h2>
          <Segmented
            aria-label={t(say.view)} value={asked === 'all' ? 'all' : 'changed'} onChange={next => choose(next === 'all' ? next : null)}
            options={[{ value: 'changed', label: t(seals.onlyChanged) }, { value: 'all', label: t(say.all) }]}
          />
        </header>
        {figures.length === 0 ? <Nothing of={seals.nothingChanged} /> : <ByIndicator figures={figures} heads={[seals.sealedValue, seals.liveValue, seals.difference]} cells={SealedCells} />}
      </section>
      {!correctedBy && steers(viewer, lineage) && <Correction sealId={seal.id} />}
    </>
  );
}

function SealedCells({ figure: { value, live, difference: by }, unit }: { readonly figure: Shown['figures'][number]; readonly unit: IndicatorUnit }): ReactNode {
  const t = useWords();
  return (
    <>
      <td>{value === null ? t(STATES.NO_DATA) : figure(value, unit)}</td><td>{live && <ShownValue figure={live} unit={unit} />}</td>
      <td>{by !== null && by !== 0 && t(difference(by, unit))}</td>
    </>
  );
}

/** Seals the same period once more, as it is counted now. */
function Correction({ sealId }: { readonly sealId: string }): ReactNode {
  const t = useWords();
  const [, go] = useLocation();
  const { busy, problem, run } = useDeed();
  const correct = ({ comment }: { readonly comment: string }) => run(async () => {
    const { indicatorSealCorrect: { seal, userErrors: [refused] } } = await ask(SealCorrectDocument, { input: { sealId, comment, idempotencyKey: newKey() } });
    if (seal) go(`/seals/${seal.id}`);
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <section className="card no-print" aria-labelledby="correction">
      <header><h2 id="correction">{t(seals.correct)}</h2></header>
      <Form layout="vertical" requiredMark={false} onFinish={correct}>
        <Form.Item label={t(seals.comment)} name="comment" rules={[{ required: true, message: t(say.needed) }]}><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} /></Form.Item>
        <Problem of={problem} />
        <Button htmlType="submit" disabled={busy}>{t(seals.correct)}</Button>
      </Form>
    </section>
  );
}
