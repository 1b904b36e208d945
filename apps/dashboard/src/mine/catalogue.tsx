import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import {
  CatalogueDocument, RedemptionCancelDocument, RedemptionQuoteDocument, RedemptionRenewCodeDocument, RedemptionReserveDocument,
  type CatalogueQuery, type MyRedemptionFieldsFragment, type PersonFieldsFragment,
} from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { DeedButton } from './deed-button.tsx';
import { mine } from './words.ts';

interface CatalogueProps {
  readonly person: PersonFieldsFragment;
  /** Points that they can spend, and those of their household. */
  readonly own: number;
  readonly shared: number;
  readonly reserved: readonly MyRedemptionFieldsFragment[];
  readonly again: () => void;
}

/** What waits to be fetched, with the code that the API tells once, and what points buy. */
export function Catalogue({ person, own, shared, reserved, again }: CatalogueProps): ReactNode {
  const t = useWords();
  const [codes, tell] = useState<Readonly<Record<string, string>>>({});
  const keep = (id: string, code: string | null) => code !== null && tell(known => ({ ...known, [id]: code }));
  const goods = useAsked(CatalogueDocument, person.place && { place: person.place.id });
  const reread = () => {
    again();
    goods.again();
  };
  return (
    <>
      {reserved.length > 0 && (
        <section aria-labelledby="fetch-title">
          <h2 id="fetch-title">{t(mine.toFetch)}</h2>
          <ul>{reserved.map(each => <Reserved key={each.id} redemption={each} code={codes[each.id] ?? null} keep={keep} again={reread} />)}</ul>
        </section>
      )}
      <section className="card" aria-labelledby="catalogue-title">
        <h2 id="catalogue-title">{t(mine.catalogue)}</h2>
        {goods.data?.pointsGoods.nodes.length === 0 && <Nothing of={mine.noGoods} />}
        <ul className="plain-rows">
          {goods.data?.pointsGoods.nodes.map(good => <Good key={good.id} good={good} personId={person.id} from={own >= good.price ? 'RESIDENT' : shared >= good.price ? 'HOUSEHOLD' : null} keep={keep} again={reread} />)}
        </ul>
      </section>
    </>
  );
}

type Keep = (redemptionId: string, code: string | null) => void;

interface GoodProps {
  readonly good: CatalogueQuery['pointsGoods']['nodes'][number];
  readonly personId: string;
  /** Whose points are enough; null: nobody's. */
  readonly from: 'RESIDENT' | 'HOUSEHOLD' | null;
  readonly keep: Keep;
  readonly again: () => void;
}

function Good({ good: { id, name, description, price, stock, organisation }, personId, from, keep, again }: GoodProps): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const redeem = (ownerKind: NonNullable<GoodProps['from']>) => run(async () => {
    const { redemptionQuote: { redemption, userErrors: [unquoted] } } = await ask(RedemptionQuoteDocument, { input: { goodId: id, residentId: personId, quantity: 1, ownerKind, idempotencyKey: newKey() } });
    if (unquoted || !redemption) return REFUSALS[unquoted?.code ?? 'NOT_FOUND'];
    const { redemptionReserve: { code, userErrors: [refused] } } = await ask(RedemptionReserveDocument, { input: { redemptionId: redemption.id, idempotencyKey: newKey() } });
    if (refused) return REFUSALS[refused.code];
    keep(redemption.id, code);
    again();
    return null;
  });
  return (
    <li>
      <p className="line"><strong>{name}</strong><b>{price} {t(say.points)}</b></p>
      {description !== null && <p className="aside">{description}</p>}
      <p className="quiet">{[organisation?.name, stock > 0 ? `${t(mine.left)} ${stock}` : t(mine.soldOut)].filter(Boolean).join(' · ')}</p>
      {stock > 0 && from !== null && <div className="touches"><Button type="primary" disabled={busy} aria-label={`${t(mine.redeem)} ${name}`} onClick={() => redeem(from)}>{t(mine.redeem)}</Button></div>}
      <Problem of={problem} />
    </li>
  );
}

interface ReservedProps {
  readonly redemption: MyRedemptionFieldsFragment;
  readonly code: string | null;
  readonly keep: Keep;
  readonly again: () => void;
}

function Reserved({ redemption: { id, good, quantity, points, expiresAt }, code, keep, again }: ReservedProps): ReactNode {
  const t = useWords();
  const renew = async () => {
    const { redemptionRenewCode } = await ask(RedemptionRenewCodeDocument, { input: { redemptionId: id, idempotencyKey: newKey() } });
    keep(id, redemptionRenewCode.code);
    return redemptionRenewCode;
  };
  return (
    <li className="card">
      <p className="line"><strong>{good?.name}{quantity > 1 && ` × ${quantity}`}</strong><span className="quiet">{points} {t(say.points)}</span></p>
      <output>{code !== null && <>{t(mine.code)} <span className="code">{code}</span><br /><span className="quiet">{t(mine.codeHint)}</span></>}</output>
      {expiresAt !== null && <p className="quiet">{t(say.until)} {dayAndTime(expiresAt)}</p>}
      <div className="touches">
        {code === null && <DeedButton type="primary" deed={renew}>{t(mine.newCode)}</DeedButton>}
        <DeedButton then={again} deed={async () => (await ask(RedemptionCancelDocument, { input: { redemptionId: id, idempotencyKey: newKey() } })).redemptionCancel}>{t(mine.giveUp)}</DeedButton>
      </div>
    </li>
  );
}
