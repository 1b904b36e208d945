import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { MemberDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { CardForm } from './card-form.tsx';
import { Certificates } from './certificates.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { bank, duration, LEDGER_KINDS, OTHER_SIDES } from './words.ts';
import '../ui/tiles.css';
import './time-bank.css';

const MOST = 50;

/** What somebody has in the time bank: their minutes, how they came and went, and what was certified of them. */
export default function MemberPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(MemberDocument, { resident: id, first: MOST });
  const member = data?.timeBankMember;
  const account = data?.resident?.ledgerAccounts.find(({ unit }) => unit === 'MINUTE');
  return (
    <>
      <div className="head"><h1>{member?.person.name ?? t(say.timeBank)}</h1><Link href="/time-bank?view=volunteers">{t(say.timeBank)}</Link>{member && <Link href={`/register/residents/${id}`}>{t(say.register)}</Link>}</div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && !member && <div className="card"><Nothing of={bank.noMember} /></div>}
      {member && (
        <div className="list-and-form">
          <div>
            <section className="card" aria-label={t(bank.balance)}>
              <dl className="minutes">
                {([[bank.balance, member.balance], [bank.reserved, member.reserved], [bank.served, member.served], [bank.gave, member.donated]] as const).map(([term, minutes]) => (
                  <div key={term.en}><dt>{t(term)}</dt><dd className="number">{t(duration(minutes))}</dd></div>
                ))}
              </dl>
              {member.volunteer && <p className="facts quiet"><span>{t(bank.volunteers)} {member.volunteer.activeFrom} – {member.volunteer.activeTo ?? '…'}</span><span>{member.volunteer.skills.map(({ name }) => name).join('、')}</span></p>}
            </section>
            <section className="card" aria-labelledby="statement-title">
              <header><h2 id="statement-title">{t(bank.statement)}</h2>{account && <span className="quiet">{account.statement.totalCount}</span>}</header>
              {(!account || account.statement.totalCount === 0) && <Nothing of={bank.noEntries} />}
              <ul className="rows">
                {account?.statement.nodes.map(entry => (
                  <li key={entry.id}>
                    <span className="line"><span>{t(LEDGER_KINDS[entry.kind])} <span className="quiet">{t(OTHER_SIDES[entry.otherKind])}</span></span><strong className={entry.amount < 0 ? 'number' : 'number good'}>{entry.amount > 0 && '+'}{t(duration(entry.amount))}</strong></span>
                    <span className="facts quiet"><span>{dayAndTime(entry.occurredAt)}</span><span>{t(bank.balance)} {t(duration(entry.balanceAfter))}</span>{entry.reversed && <span className="bad">{t(bank.reversed)}</span>}</span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
          <div>
            {(!member.volunteer || member.volunteer.activeTo !== null) && <EnrolForm resident={id} onEnrolled={again} />}
            <Certificates resident={id} certificates={member.certificates} onIssued={again} />
            <CardForm resident={id} />
          </div>
        </div>
      )}
    </>
  );
}
