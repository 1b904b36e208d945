import { Button, Segmented, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime, days } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { ReviewBeginDocument, ReviewsDocument, SealsDocument, type ReviewFieldsFragment, type SealFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { LEVELS, PERIODS, REFUSALS, say } from '../words.ts';
import { SealForm } from './seal-form.tsx';
import { REVIEW_STATES, seals } from './words.ts';
import './seals.css';

/** What was signed off of a street or the district, and its reviews. */
export default function SealsPage(): ReactNode {
  const t = useWords();
  const { street, district, viewer } = useGround();
  const [asked, choose] = useAddress('of');
  const place = asked === 'district' ? district : street;
  const pages = usePages(SealsDocument, { place: place.id }, answer => answer.indicatorSeals);
  const { data, rows: found, fault, again } = pages;
  const reviews = usePages(ReviewsDocument, { place: place.id }, answer => answer.indicatorReviews, true).rows;
  const mayWrite = steers(viewer, place.id === street.id ? [street.id, district.id] : [district.id]);
  return (
    <>
      <div className="head">
        <h1>{t(say.seals)}</h1>
        <Segmented
          aria-label={t(say.place)} value={place === district ? 'district' : 'street'} onChange={next => choose(next === 'district' ? next : null)}
          options={[{ value: 'street', label: t(LEVELS.STREET) }, { value: 'district', label: t(LEVELS.DISTRICT) }]}
        />
        <span className="quiet">{place.name}</span>
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <div className="list-and-form">
        <section className="card" aria-label={t(say.seals)}>
          {!data && !fault && <Loading rows={6} />}
          {data && found.length === 0 && <Nothing of={seals.noSeals} />}
          <ul className="rows">
            {found.map(seal => (
              <SealRow key={seal.id} seal={seal} review={reviews.find(each => each.seal?.id === seal.id)} mayBegin={mayWrite} />
            ))}
          </ul>
          <More pages={pages} />
        </section>
        {mayWrite && <SealForm place={place.id} onDone={again} />}
      </div>
    </>
  );
}

interface SealRowProps {
  readonly seal: SealFieldsFragment;
  readonly review: ReviewFieldsFragment | undefined;
  readonly mayBegin: boolean;
}

function SealRow({ seal: { id, period, intact, comment, digest, sealedAt, sealedBy, corrects, correctedBy }, review, mayBegin }: SealRowProps): ReactNode {
  const t = useWords();
  const [, go] = useLocation();
  const { busy, problem, run } = useDeed();
  const begin = () => run(async () => {
    const { indicatorReviewBegin: { review: begun, userErrors: [refused] } } = await ask(ReviewBeginDocument, { input: { sealId: id, idempotencyKey: newKey() } });
    if (begun) go(`/reviews/${begun.id}`);
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <li>
      <p className="line">
        <Link href={`/seals/${id}`}><b>{days(period)}</b></Link>
        <Tag>{t(PERIODS[period.kind])}</Tag>
        {!intact && <Tag color="error">{t(seals.altered)}</Tag>}
        {correctedBy && <Tag color="warning">{t(seals.corrected)}</Tag>}
        {corrects && <Tag>{t(seals.correction)}</Tag>}
        <span className="quiet small">{sealedBy?.displayName} {dayAndTime(sealedAt)}</span>
      </p>
      <p>{comment}</p>
      <p className="line">
        <code className="quiet small">{digest.slice(0, 16)}…</code>
        {review && <Link href={`/reviews/${review.id}`}>{t(seals.review)}（{t(REVIEW_STATES[review.state])}）</Link>}
        {!review && mayBegin && period.kind === 'QUARTER' && !correctedBy && <Button size="small" disabled={busy} onClick={begin}>{t(seals.beginReview)}</Button>}
      </p>
      <Problem of={problem} />
    </li>
  );
}
