import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayOf } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { BridgeSeniorDocument, SkillObserveDocument, type BridgeSeniorQuery, type SkillLevel } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { register } from '../register/words.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { ServiceForm } from './service-form.tsx';
import { bridge, SKILL_LEVELS } from './words.ts';

/** Somebody of the street: how far they are with each skill, and what they got done. */
export function Senior({ onRecorded }: { readonly onRecorded: () => void }): ReactNode {
  const t = useWords();
  const [senior, choose] = useAddress('senior');
  return (
    <section className="card" aria-labelledby="bridge-senior">
      <header><h2 id="bridge-senior">{t(bridge.senior)}</h2></header>
      <p className="quiet">{t(bridge.seniorWhat)}</p>
      <p className="big-buttons"><ResidentChoice value={null} onChange={choose} /></p>
      {senior !== null && <Known key={senior} id={senior} onRecorded={onRecorded} />}
    </section>
  );
}

function Known({ id, onRecorded }: { readonly id: string; readonly onRecorded: () => void }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(BridgeSeniorDocument, { id });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading />;
  if (!data.resident) return <Nothing of={register.noSuchResident} />;
  const open = data.bridgeItems.filter(({ closedAt }) => closedAt === null);
  const skills = open.filter(({ kind }) => kind === 'SKILL');
  return (
    <>
      <p className="facts senior"><Link href={`/register/residents/${id}`}>{data.resident.name}</Link><span className="quiet">{data.resident.birthDate}</span></p>
      {skills.length === 0 && <Nothing of={bridge.noSkills} />}
      <ul className="skills" aria-label={t(bridge.skills)}>
        {skills.map(item => <Skill key={item.id} item={item} resident={id} skill={data.resident?.skills.find(each => each.item?.id === item.id)} onSeen={again} />)}
      </ul>
      <ServiceForm resident={id} items={open.filter(({ kind }) => kind === 'SERVICE')} onRecorded={onRecorded} />
    </>
  );
}

interface SkillProps {
  readonly item: BridgeSeniorQuery['bridgeItems'][number];
  readonly resident: string;
  readonly skill: NonNullable<BridgeSeniorQuery['resident']>['skills'][number] | undefined;
  readonly onSeen: () => void;
}

function Skill({ item, resident, skill, onSeen }: SkillProps): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const see = (level: SkillLevel) => run(async () => {
    const { skillObserve } = await ask(SkillObserveDocument, { input: { residentId: resident, bridgeItemId: item.id, level, idempotencyKey: newKey() } });
    onSeen();
    return refusal(skillObserve, { WRONG_STATE: bridge.movedAway });
  });
  return (
    <li>
      <p className="facts"><strong>{item.name}</strong>{skill?.gainedAt && <span className="good">{t(bridge.learned)} {dayOf(skill.gainedAt)}</span>}</p>
      <Segmented<SkillLevel | null>
        block size="large" aria-label={item.name} disabled={busy} value={skill?.level ?? null} onChange={level => level !== null && see(level)}
        options={(Object.keys(SKILL_LEVELS) as SkillLevel[]).map(value => ({ value, label: t(SKILL_LEVELS[value]) }))}
      />
      <Problem of={problem} />
    </li>
  );
}
