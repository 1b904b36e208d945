import { Button } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { HelpAskDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS } from '../words.ts';
import { hours, mine } from './words.ts';

/** How long help may take, in minutes. */
const LENGTHS = [30, 60, 90, 120, 180];

interface HelpFormProps {
  readonly personId: string;
  readonly types: readonly { readonly id: string; readonly name: string }[];
  readonly onAsked: () => void;
}

/** Asks for a hand. */
export function HelpForm({ personId, types, onAsked }: HelpFormProps): ReactNode {
  const t = useWords();
  const [asked, setAsked] = useState(false);
  const { busy, problem, run } = useDeed();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const written = Object.fromEntries(new FormData(form)) as Record<'type' | 'minutes' | 'when' | 'note', string>;
    setAsked(false);
    run(async () => {
      const { serviceListingEnter: { userErrors: [refused] } } = await ask(HelpAskDocument, {
        input: {
          kind: 'REQUEST', residentId: personId, serviceTypeId: written.type, minutes: Number(written.minutes), idempotencyKey: newKey(),
          ...(written.when !== '' && { wishedAt: `${written.when}:00+08:00` }), ...(written.note.trim() !== '' && { note: written.note }),
        },
      });
      if (refused) return REFUSALS[refused.code];
      form.reset();
      setAsked(true);
      onAsked();
      return null;
    });
  };
  return (
    <form className="card lines" onSubmit={submit} aria-labelledby="help-title">
      <h2 id="help-title">{t(mine.askHelp)}</h2>
      <label>{t(mine.helpWhat)}<select name="type" required>{types.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
      <label>{t(mine.helpLong)}<select name="minutes" defaultValue="60">{LENGTHS.map(each => <option key={each} value={each}>{t(hours(each))}</option>)}</select></label>
      <label>{t(mine.helpWhen)}<input type="datetime-local" name="when" /></label>
      <label>{t(mine.helpNote)}<input name="note" maxLength={500} /></label>
      <Button type="primary" htmlType="submit" disabled={busy}>{t(mine.askHelp)}</Button>
      <output>{asked && t(mine.asked)}</output>
      <Problem of={problem} />
    </form>
  );
}
