import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Door } from './door.tsx';
import { setPassword } from './session.ts';

interface Chosen {
  readonly first: string;
  readonly again: string;
}

/** After a password for one sign-in: without a new one there would be no second. */
export function SetPasswordPage({ login }: { readonly login: string }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const submit = ({ first, again }: Chosen) => run(async () => {
    if (first !== again) return say.passwordsDiffer;
    const refused = await setPassword(first);
    return refused === 'INVALID' ? say.unfitPassword : refused && REFUSALS[refused];
  });
  const fits = [{ required: true, min: 10, max: 200, message: t(say.unfitPassword) }];
  return (
    <Door>
      <h2>{t(say.setPassword)}</h2>
      <p className="quiet">{t(say.setPasswordWhy)}</p>
      <Form layout="vertical" size="large" requiredMark={false} onFinish={submit}>
        <input hidden readOnly name="login" autoComplete="username" value={login} />
        <Form.Item label={t(say.newPassword)} name="first" rules={fits}><Input type="password" autoComplete="new-password" /></Form.Item>
        <Form.Item label={t(say.repeatPassword)} name="again" rules={fits}><Input type="password" autoComplete="new-password" /></Form.Item>
        <Problem of={problem} />
        <Button type="primary" htmlType="submit" block disabled={busy} className="door-button">{t(say.setPassword)}</Button>
      </Form>
    </Door>
  );
}
