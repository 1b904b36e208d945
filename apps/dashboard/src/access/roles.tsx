import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { dayOf, daysLater, startOfDay, today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { RoleChangeEndDocument, RoleGrantDocument, RoleRevokeDocument, type AccountFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { ROLES } from '../words.ts';
import { grants, lasts, lineageOf } from './grants.ts';
import { asRole, RoleFields, type RoleWritten } from './role-fields.tsx';
import { access } from './words.ts';

interface RolesProps {
  readonly of: AccountFieldsFragment;
  readonly onChanged: () => void;
}

/** The roles that an account holds, is to hold or held, those that are over last. */
export function Roles({ of: { memberships }, onChanged }: RolesProps): ReactNode {
  const t = useWords();
  const sorted = memberships.toSorted((a, b) => Number(lasts(b)) - Number(lasts(a)));
  return (
    <section className="card" aria-label={t(access.roles)}>
      <header><h2>{t(access.roles)}</h2></header>
      {sorted.length === 0 && <Nothing of={access.noRoles} />}
      <ul className="rows">{sorted.map(held => <RoleRow key={held.id} {...{ held, onChanged }} />)}</ul>
    </section>
  );
}

interface RoleRowProps {
  readonly held: AccountFieldsFragment['memberships'][number];
  readonly onChanged: () => void;
}

function RoleRow({ held: { id: membershipId, role, place, validFrom, validTo }, onChanged }: RoleRowProps): ReactNode {
  const t = useWords();
  const { viewer } = useGround();
  const { busy, problem, run } = useDeed();
  const running = lasts({ validTo });
  const lastDay = validTo ? daysLater(dayOf(validTo), -1) : '';
  const [day, setDay] = useState(lastDay);
  const revoke = () => run(async () => {
    const { roleRevoke } = await ask(RoleRevokeDocument, { input: { membershipId, idempotencyKey: newKey() } });
    onChanged();
    return refusal(roleRevoke);
  });
  const changeEnd = () => run(async () => {
    const { roleChangeEnd } = await ask(RoleChangeEndDocument, { input: { membershipId, validTo: day === '' ? null : startOfDay(daysLater(day, 1)), idempotencyKey: newKey() } });
    onChanged();
    return refusal(roleChangeEnd);
  });
  return (
    <li className={running ? '' : 'over'}>
      <p><b>{place?.name} {t(ROLES[role])}</b> <span className="quiet">{t(access.since)} {dayOf(validFrom)} {running ? lastDay && `${t(access.until)} ${lastDay}` : t(access.over)}</span></p>
      {running && grants(viewer, role, lineageOf(place)) && (
        <div className="big-buttons">
          <Button disabled={busy} onClick={revoke}>{t(access.revoke)}</Button>
          <Input type="date" className="last-day" aria-label={t(access.changeEnd)} min={today()} value={day} onChange={({ target }) => setDay(target.value)} />
          <Button disabled={busy || day === lastDay} onClick={changeEnd}>{t(access.changeEnd)}</Button>
        </div>
      )}
      <Problem of={problem} />
    </li>
  );
}

/** Gives an account one more role. */
export function GrantForm({ accountId, onGranted }: { readonly accountId: string; readonly onGranted: () => void }): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<RoleWritten>();
  const { busy, problem, run } = useDeed();
  const grant = (written: RoleWritten) => run(async () => {
    const { roleGrant } = await ask(RoleGrantDocument, { input: { accountId, ...asRole(written), idempotencyKey: newKey() } });
    if (roleGrant.membership) {
      form.resetFields();
      onGranted();
    }
    return refusal(roleGrant);
  });
  return (
    <section className="card" aria-labelledby="grant-title">
      <header><h2 id="grant-title">{t(access.grant)}</h2></header>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={grant}>
        <RoleFields />
        <Problem of={problem} />
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(access.grant)}</Button>
      </Form>
    </section>
  );
}
