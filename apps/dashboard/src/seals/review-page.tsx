import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { VerdictTag } from '../figures/verdict-tag.tsx';
import { dayAndTime, days, figure } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { ReviewDocument, ReviewFilesDocument, ReviewRemoveDocument, ReviewSignDocument, type IndicatorUnit, type ReviewQuery, type Verdict } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { download } from '../ui/save.ts';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say, STATES } from '../words.ts';
import { ByIndicator } from './by-indicator.tsx';
import { ReviewItemForm } from './review-item-form.tsx';
import { ITEM_KINDS, REVIEW_STATES, seals } from './words.ts';
import './seals.css';

type Review = NonNullable<ReviewQuery['indicatorReview']>;

/** The review of a sealed quarter: what was reached and what it means, what was said and decided, and its papers. */
export default function ReviewPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(ReviewDocument, { id });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={8} />;
  return data.indicatorReview ? <Shown review={data.indicatorReview} again={again} /> : <Nothing of={seals.noSuchReview} />;
}

function Shown({ review, again }: { readonly review: Review; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { street, district, viewer } = useGround();
  const { busy, problem, run } = useDeed();
  const { id, place, seal, state, signedAt, signedBy, items, figures, files } = review;
  const mayWrite = state === 'DRAFT' && steers(viewer, place?.id === street.id ? [street.id, district.id] : [place?.id ?? '']);
  const sign = () => run(async () => {
    const { indicatorReviewSign: { userErrors: [refused] } } = await ask(ReviewSignDocument, { input: { reviewId: id, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  const open = (fileId: string) => run(async () => {
    const { indicatorReview: fresh } = await ask(ReviewFilesDocument, { id }); // links are good for minutes
    const file = fresh?.files.find(each => each.id === fileId);
    if (file?.url) download(file.fileName, file.url);
    return null;
  });
  return (
    <>
      <div className="head">
        <h1>{place?.name} {seal && days(seal.period)} {t(seals.review)}</h1>
        <Tag color={state === 'SIGNED' ? 'success' : 'default'}>{t(REVIEW_STATES[state])}</Tag>
        {signedAt && <span className="quiet">{signedBy?.displayName} {dayAndTime(signedAt)}</span>}
        {seal && <Link href={`/seals/${seal.id}`}>{t(seals.sealedFigures)}</Link>}
      </div>
      <Problem of={problem} />
      {files.length > 0 && (
        <section className="card no-print" aria-labelledby="review-files">
          <header><h2 id="review-files">{t(seals.files)}</h2></header>
          <ul className="rows">{files.map(({ id: fileId, fileName }) => <li key={fileId}><Button type="link" disabled={busy} onClick={() => open(fileId)}>{fileName}</Button></li>)}</ul>
        </section>
      )}
      <div className="list-and-form">
        <section className="card" aria-labelledby="review-items">
          <header><h2 id="review-items">{t(seals.items)}</h2><span className="quiet">{items.length}</span></header>
          {items.length === 0 && <Nothing of={seals.noItems} />}
          <ul className="rows">{items.map(item => <Item key={item.id} item={item} mayRemove={mayWrite} onRemoved={again} />)}</ul>
        </section>
        {mayWrite && (
          <div>
            <ReviewItemForm reviewId={id} figures={figures} onDone={again} />
            <section className="card no-print">
              <p className="quiet small">{t(seals.signWhat)}</p>
              <Button type="primary" block disabled={busy} onClick={sign}>{t(seals.sign)}</Button>
            </section>
          </div>
        )}
      </div>
      <ReviewedFigures figures={figures} />
    </>
  );
}

function Item({ item: { id, kind, text, indicator, dueOn, place, writtenBy, writtenAt }, mayRemove, onRemoved }: {
  readonly item: Review['items'][number]; readonly mayRemove: boolean; readonly onRemoved: () => void;
}): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const { busy, problem, run } = useDeed();
  const remove = () => run(async () => {
    const { indicatorReviewRemove: { userErrors: [refused] } } = await ask(ReviewRemoveDocument, { input: { itemId: id, idempotencyKey: newKey() } });
    onRemoved();
    return refused ? REFUSALS[refused.code] : null;
  });
  const title = indicators.find(({ key }) => key === indicator)?.title;
  return (
    <li>
      <p className="line">
        <Tag color={kind === 'DECISION' ? 'processing' : 'default'}>{t(ITEM_KINDS[kind])}</Tag>
        <span className="quiet">{place?.name} {title && t(title)}</span>
        {dueOn && <b>{t(seals.dueOn)} {dueOn}</b>}
        <span className="quiet small">{writtenBy?.displayName} {dayAndTime(writtenAt)}</span>
      </p>
      <p className="written">{text}</p>
      {mayRemove && <Button size="small" disabled={busy} onClick={remove}>{t(seals.remove)}</Button>}
      <Problem of={problem} />
    </li>
  );
}

const STANDS_OUT: readonly (Verdict | null)[] = ['WORSE', 'UNUSUAL'];

/** What was sealed, with what it means. */
function ReviewedFigures({ figures }: Pick<Review, 'figures'>): ReactNode {
  const t = useWords();
  return (
    <section className="card" aria-labelledby="reviewed">
      <header><h2 id="reviewed">{t(seals.sealedFigures)}</h2></header>
      <ByIndicator figures={figures} heads={[say.current, say.verdict]} standsOut={({ verdict }) => STANDS_OUT.includes(verdict)} cells={ReviewedCells} />
    </section>
  );
}

function ReviewedCells({ figure: { value, verdict }, unit }: { readonly figure: Review['figures'][number]; readonly unit: IndicatorUnit }): ReactNode {
  const t = useWords();
  return <><td>{value === null ? t(STATES.NO_DATA) : figure(value, unit)}</td><td>{verdict && <VerdictTag of={verdict} />}</td></>;
}
