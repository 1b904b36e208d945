import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { dayAndTime } from '../format.ts';
import { MyPointsDocument, type MyAccountFieldsFragment, type MyLedgerFieldsFragment, type MyPointsQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say, type Words } from '../words.ts';
import { Catalogue } from './catalogue.tsx';
import { useMine } from './person.ts';
import { ENTRIES, mine } from './words.ts';

/** What somebody has earned, what it buys, and where it went. */
export default function PointsPage(): ReactNode {
  const t = useWords();
  const { person } = useMine();
  const { data, fault, again } = useAsked(MyPointsDocument, person && { person: person.id });
  useKeptUp(again);
  const resident = data?.resident;
  const household = resident?.household;
  const shared = household && household.pointsAccount.earned > 0 ? household : null;
  return (
    <>
      <h1>{t(mine.points)}</h1>
      {!person && <p className="card">{t(mine.noPerson)}</p>}
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {person && !data && !fault && <Loading rows={6} />}
      {resident && <Account title={mine.myPoints} of={resident.pointsAccount} levels={data.pointsScheme?.levels ?? []} ledgers={resident.ledgerAccounts} />}
      {shared && <Account title={mine.ofHousehold} of={shared.pointsAccount} levels={[]} ledgers={shared.ledgerAccounts} />}
      {person && resident && (
        <Catalogue person={person} own={resident.pointsAccount.available} shared={shared?.pointsAccount.available ?? 0} reserved={data.redemptions.nodes} again={again} />
      )}
      {resident && <Statement ledgers={[...resident.ledgerAccounts, ...(shared?.ledgerAccounts ?? [])]} />}
    </>
  );
}

interface AccountProps {
  readonly title: Words;
  readonly of: MyAccountFieldsFragment;
  readonly levels: NonNullable<MyPointsQuery['pointsScheme']>['levels'];
  readonly ledgers: readonly MyLedgerFieldsFragment[];
}

function Account({ title, of: { available, reserved, earned, level }, levels, ledgers }: AccountProps): ReactNode {
  const t = useWords();
  const next = levels.filter(({ from }) => from > earned).toSorted((one, other) => one.from - other.from)[0];
  const soon = ledgers.find(({ unit }) => unit === 'POINT')?.goodUntil.find(({ expiresOn }) => expiresOn !== null);
  return (
    <section className="card" aria-label={t(title)}>
      <h2>{t(title)}</h2>
      <p><span className="figure">{available}</span> {t(say.points)}</p>
      {reserved > 0 && <p className="quiet">{t(mine.reserved)} {reserved}</p>}
      {level && <p>{level.name}{next && <span className="quiet">（{next.name} {t(mine.toNext)} {next.from - earned}）</span>}</p>}
      {soon && <p className="quiet">{soon.amount} {t(say.points)} · {soon.expiresOn} {t(mine.goodUntil)}</p>}
    </section>
  );
}

function Statement({ ledgers }: { readonly ledgers: readonly MyLedgerFieldsFragment[] }): ReactNode {
  const t = useWords();
  const rows = ledgers.filter(({ unit }) => unit === 'POINT').flatMap(({ statement }) => statement.nodes).toSorted((one, other) => other.occurredAt.localeCompare(one.occurredAt));
  return (
    <section className="card" aria-labelledby="statement-title">
      <h2 id="statement-title">{t(mine.statement)}</h2>
      {rows.length === 0 && <Nothing of={mine.noStatement} />}
      <ul className="plain-rows">
        {rows.map(({ id, kind, amount, occurredAt }) => (
          <li key={id} className="line"><span>{t(ENTRIES[kind])} <span className="quiet">{dayAndTime(occurredAt)}</span></span><strong>{amount > 0 ? '+' : '−'}{Math.abs(amount)}</strong></li>
        ))}
      </ul>
    </section>
  );
}
