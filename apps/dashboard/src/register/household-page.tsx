import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { HouseholdDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ResidentTile } from './resident-tile.tsx';
import { HOUSEHOLD_KINDS, register, RELATIONS } from './words.ts';
import '../ui/tiles.css';

/** One household and who belongs to it. */
export default function HouseholdPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(HouseholdDocument, { id });
  const household = data?.household;
  return (
    <>
      <div className="head">
        <h1>{t(register.household)} {household?.number}</h1>
        {household && <span className="quiet">{t(HOUSEHOLD_KINDS[household.householdKind])} · {household.address?.fullText ?? household.place?.name}</span>}
        <Link href="/register">{t(say.register)}</Link>
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && !household && <Nothing of={register.noSuchHousehold} />}
      <ul className="tiles" aria-label={t(register.members)}>
        {household?.members.map(each => <ResidentTile key={each.id} resident={each} relation={each.relationToHead && RELATIONS[each.relationToHead]} />)}
      </ul>
    </>
  );
}
