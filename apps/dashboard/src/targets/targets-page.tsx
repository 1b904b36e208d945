import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { usePages } from '../api/use-pages.ts';
import { days, figure } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { SteeredPlacesDocument, TargetRemoveDocument, TargetsDocument, type TargetsQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { PERIODS, REFUSALS, say } from '../words.ts';
import { TargetForm } from './target-form.tsx';
import { targets } from './words.ts';

type Target = TargetsQuery['indicatorTargets'][number];

/** What a place is to reach: of the district, the street, or one of its communities. */
export default function TargetsPage(): ReactNode {
  const t = useWords();
  const { street, district, viewer } = useGround();
  const [asked, choose] = useAddress('place');
  const communities = usePages(SteeredPlacesDocument, { street: street.id }, data => data.communities, true).rows;
  const place = asked === 'district' ? district : (communities.find(({ code }) => code === asked) ?? street);
  const { data, fault, again } = useAsked(TargetsDocument, { place: place.id });
  const mayWrite = steers(viewer, place.id === district.id ? [district.id] : [street.id, district.id]);
  return (
    <>
      <div className="head">
        <h1>{t(say.targets)}</h1>
        <Select
          aria-label={t(say.place)} className="indicator-choice" popupMatchSelectWidth={false} value={place.id === district.id ? 'district' : 'code' in place ? place.code : street.code} onChange={choose}
          options={[{ value: 'district', label: district.name }, { value: street.code, label: street.name }, ...communities.map(({ code, name }) => ({ value: code, label: name }))]}
        />
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <div className="list-and-form">
        <section className="card" aria-label={t(say.targets)}>
          {!data && !fault && <Loading rows={6} />}
          {data?.indicatorTargets.length === 0 && <Nothing of={targets.none} />}
          <ul className="rows">
            {data?.indicatorTargets.map(target => <TargetRow key={`${target.indicator.key} ${target.period.kind} ${target.period.from}`} {...{ target, mayWrite }} place={place.id} onRemoved={again} />)}
          </ul>
        </section>
        {mayWrite && <TargetForm key={place.id} place={place.id} onDone={again} />}
      </div>
    </>
  );
}

interface TargetRowProps {
  readonly target: Target;
  readonly place: string;
  readonly mayWrite: boolean;
  readonly onRemoved: () => void;
}

function TargetRow({ target: { indicator: { key }, period, value }, place, mayWrite, onRemoved }: TargetRowProps): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const { busy, problem, run } = useDeed();
  const indicator = indicators.find(each => each.key === key);
  const remove = () => run(async () => {
    const { indicatorTargetRemove: { userErrors: [refused] } } = await ask(TargetRemoveDocument, {
      input: { placeId: place, indicator: key, period: { kind: period.kind, day: period.from }, idempotencyKey: newKey() },
    });
    onRemoved();
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <li>
      <p className="line">
        <span>{indicator ? t(indicator.title) : key}</span>
        <b className="number">{figure(value, indicator?.unit ?? 'COUNT')}</b>
        <span className="quiet">{t(PERIODS[period.kind])} {days(period)}</span>
        {mayWrite && <Button size="small" disabled={busy} onClick={remove}>{t(targets.remove)}</Button>}
      </p>
      <Problem of={problem} />
    </li>
  );
}
