import { useState, type FormEvent, type ReactNode } from 'react';
import { Bi } from '../ui/bi.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Frame } from './frame.tsx';
import { setPassword } from './session.ts';

/** After a password for one sign-in: without a new one there would be no second. */
export function SetPasswordPage({ login }: { readonly login: string }): ReactNode {
  const [first, setFirst] = useState('');
  const [again, setAgain] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      if (first !== again) return say.passwordsDiffer;
      const refused = await setPassword(first);
      return refused === 'INVALID' ? say.unfitPassword : refused && REFUSALS[refused];
    });
  };
  return (
    <Frame>
      <form className="card" onSubmit={submit}>
        <h2><Bi of={say.setPassword} /></h2>
        <p className="quiet"><Bi of={say.setPasswordWhy} /></p>
        <input hidden readOnly name="login" autoComplete="username" value={login} />
        <Field label={say.newPassword}>
          <input value={first} onChange={event => setFirst(event.target.value)} required type="password" minLength={10} maxLength={200} autoComplete="new-password" />
        </Field>
        <Field label={say.repeatPassword}>
          <input value={again} onChange={event => setAgain(event.target.value)} required type="password" maxLength={200} autoComplete="new-password" />
        </Field>
        <Problem of={problem} />
        <button className="main" disabled={busy}><Bi of={say.setPassword} /></button>
      </form>
    </Frame>
  );
}
