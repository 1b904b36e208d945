import { useState, type FormEvent, type ReactNode } from 'react';
import { Bi } from '../ui/bi.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Frame } from './frame.tsx';
import { signIn } from './session.ts';

/** Signing in names the district, because an account belongs to one. @param ended somebody was signed in before */
export function SignInPage({ ended }: { readonly ended: boolean }): ReactNode {
  const [district, setDistrict] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      const refused = await signIn({ district: district.trim(), login: login.trim(), password });
      if (refused === null) return null;
      setPassword('');
      return refused === 'NOT_ALLOWED' ? say.wrongSignIn : REFUSALS[refused];
    });
  };
  return (
    <Frame>
      <form className="card" onSubmit={submit}>
        <h2><Bi of={say.signIn} /></h2>
        {ended && !problem && <p className="problem"><Bi of={say.sessionOver} /></p>}
        <Field label={say.district}>
          <input
            value={district} onChange={event => setDistrict(event.target.value)} required
            name="district" inputMode="numeric" pattern="\s*\d{6}\s*" title={say.districtHint.zh} placeholder={say.districtHint.zh}
          />
        </Field>
        <Field label={say.login}>
          <input value={login} onChange={event => setLogin(event.target.value)} required name="login" autoComplete="username" autoCapitalize="none" />
        </Field>
        <Field label={say.password}>
          <input value={password} onChange={event => setPassword(event.target.value)} required name="password" type="password" autoComplete="current-password" />
        </Field>
        <Problem of={problem} />
        <button className="main" disabled={busy}><Bi of={say.signIn} /></button>
      </form>
    </Frame>
  );
}
