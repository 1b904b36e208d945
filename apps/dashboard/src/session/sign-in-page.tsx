import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SessionSignInInput } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Door } from './door.tsx';
import { signIn } from './session.ts';

/** Signing in names the district, because an account belongs to one. @param ended somebody was signed in before */
export function SignInPage({ ended }: { readonly ended: boolean }): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<SessionSignInInput>();
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useDeed();
  const submit = ({ district, login, password }: SessionSignInInput) => run(async () => {
    setTried(true);
    const refused = await signIn({ district: district.trim(), login: login.trim(), password });
    if (refused === null) return null;
    form.setFieldValue('password', '');
    return refused === 'NOT_ALLOWED' ? say.wrongSignIn : REFUSALS[refused];
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <Door>
      <h2>{t(say.signIn)}</h2>
      <Form form={form} layout="vertical" size="large" requiredMark={false} onFinish={submit}>
        <Form.Item label={t(say.district)} name="district" rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t(say.districtHint) }]}>
          <Input inputMode="numeric" placeholder={t(say.districtHint)} />
        </Form.Item>
        <Form.Item label={t(say.login)} name="login" rules={needed}>
          <Input autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item label={t(say.password)} name="password" rules={needed}>
          <Input type="password" autoComplete="current-password" />
        </Form.Item>
        <Problem of={problem ?? (ended && !tried ? say.sessionOver : null)} />
        <Button type="primary" htmlType="submit" block disabled={busy} className="door-button">{t(say.signIn)}</Button>
      </Form>
    </Door>
  );
}
