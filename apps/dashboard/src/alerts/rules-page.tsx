import { Button, Checkbox, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { usePages } from '../api/use-pages.ts';
import { figure } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { AlertRuleEndDocument, AlertRulesDocument, type AlertRuleFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { ALERTS, LEVELS, PERIODS, say } from '../words.ts';
import { RuleForm } from './rule-form.tsx';
import { alerts, SIDES } from './words.ts';

/** What is watched: the rules that one may see, and one more. */
export default function RulesPage(): ReactNode {
  const t = useWords();
  const { viewer, street, district } = useGround();
  const [ended, include] = useAddress('ended');
  const pages = usePages(AlertRulesDocument, { ended: ended !== null }, answer => answer.alertRules);
  const { data, rows, fault, again } = pages;
  return (
    <>
      <div className="head">
        <h1>{t(alerts.rules)}</h1>
        <Checkbox checked={ended !== null} onChange={({ target }) => include(target.checked ? 'all' : null)}>{t(alerts.withEnded)}</Checkbox>
        {data && <span className="quiet">{data.alertRules.totalCount}</span>}
        <Link href="/alerts">{t(say.alerts)}</Link>
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <div className="list-and-form">
        <section className="card" aria-label={t(alerts.rules)}>
          {!data && !fault && <Loading rows={6} />}
          {data && rows.length === 0 && <Nothing of={alerts.noRules} />}
          <ul className="rows">{rows.map(rule => <RuleRow key={rule.id} rule={rule} onEnded={again} />)}</ul>
          <More pages={pages} />
        </section>
        {steers(viewer, [street.id, district.id]) && <RuleForm onSet={again} />}
      </div>
    </>
  );
}

function RuleRow({ rule, onEnded }: { readonly rule: AlertRuleFieldsFragment; readonly onEnded: () => void }): ReactNode {
  const t = useWords();
  const { viewer, indicators } = useGround();
  const { busy, problem, run } = useDeed();
  const { id, kind, level, periodKind, side, threshold, days, endedAt, place } = rule;
  const indicator = indicators.find(({ key }) => key === rule.indicator?.key);
  const end = () => run(async () => {
    const { alertRuleEnd } = await ask(AlertRuleEndDocument, { input: { alertRuleId: id, idempotencyKey: newKey() } });
    onEnded();
    return refusal(alertRuleEnd);
  });
  const lineage = place ? [place.id, ...place.ancestors.map(above => above.id)] : [];
  return (
    <li>
      <p className="line">
        <span>{indicator && <b>{t(indicator.title)}</b>} {t(ALERTS[kind])}</span>
        {endedAt ? <Tag>{t(alerts.ended)}</Tag> : steers(viewer, lineage) && <Button disabled={busy} onClick={end}>{t(alerts.end)}</Button>}
      </p>
      <p className="quiet">
        {place?.name}，{t(alerts.every)}{t(LEVELS[level])}{periodKind && `，${t(PERIODS[periodKind])}`}
        {side && threshold !== null && `，${t(SIDES[side])} ${figure(threshold, indicator?.unit ?? 'COUNT')}`}{days !== null && `，${days} ${t(alerts.daysWithout)}`}
      </p>
      <Problem of={problem} />
    </li>
  );
}
