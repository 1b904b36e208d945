import { Button, Form, Input } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { AccountInviteDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say, type Words } from '../words.ts';
import { OncePassword, type Once } from './once-password.tsx';
import { asRole, RoleFields, type RoleWritten } from './role-fields.tsx';
import { access } from './words.ts';

const UNFIT: Readonly<Record<string, Words>> = { login: access.unfitLogin, phone: access.unfitPhone };

interface Written extends RoleWritten {
  readonly displayName: string;
  readonly login: string;
  readonly phone?: string;
}

interface InviteFormProps {
  /** Whom they work for, instead of having a role. */
  readonly organisationId?: string;
  readonly onInvited?: () => void;
}

/** Gives somebody an account, and shows its one-time password. */
export function InviteForm({ organisationId, onInvited }: InviteFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [once, show] = useState<Once | null>(null);
  const { busy, problem, run } = useDeed();
  const invite = ({ displayName, login, phone, ...role }: Written) => run(async () => {
    show(null);
    const { accountInvite } = await ask(AccountInviteDocument, {
      input: { displayName, login, phone: phone === '' ? null : phone, roles: organisationId ? [] : [asRole(role)], organisationId, idempotencyKey: key.current },
    });
    key.current = newKey();
    const { account, password, passwordUntil, userErrors: [refused] } = accountInvite;
    if (account) {
      show({ account, password, until: passwordUntil });
      form.resetFields(['displayName', 'login', 'phone']);
      onInvited?.();
    }
    const unfit = UNFIT[refused?.field[0] ?? ''];
    return refusal(accountInvite, unfit && { INVALID: unfit });
  });
  const needed = [{ required: true, whitespace: true, message: t(say.needed) }];
  return (
    <div className="invite">
      <section className="card" aria-labelledby="invite-title">
        <header><h2 id="invite-title">{t(access.inviteTitle)}</h2></header>
        <p className="quiet small">{t(access.inviteWhat)}</p>
        <Form form={form} layout="vertical" requiredMark={false} autoComplete="off" onFinish={invite}>
          <Form.Item label={t(access.name)} name="displayName" rules={needed}><Input maxLength={100} /></Form.Item>
          <Form.Item label={t(access.login)} name="login" rules={needed}><Input maxLength={100} /></Form.Item>
          <Form.Item label={t(access.phone)} name="phone"><Input inputMode="tel" maxLength={11} /></Form.Item>
          {!organisationId && <RoleFields />}
          <Problem of={problem} />
          <Button type="primary" htmlType="submit" block disabled={busy}>{t(access.invite)}</Button>
        </Form>
      </section>
      {once && !problem && <OncePassword of={once} />}
    </div>
  );
}
