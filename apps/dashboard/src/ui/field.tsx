import type { ReactNode } from 'react';
import type { Words } from '../words.ts';
import { Bi } from './bi.tsx';

/** A control with its label above. */
export function Field({ label, children }: { readonly label: Words; readonly children: ReactNode }): ReactNode {
  return (
    <label className="field">
      <span className="label"><Bi of={label} /></span>
      {children}
    </label>
  );
}

interface ChoiceProps<K extends string> {
  readonly label: Words;
  readonly value: K;
  readonly options: readonly { readonly value: K; readonly text: string }[];
  readonly onChange: (value: K) => void;
  readonly required?: boolean;
}

/** One of several, in a list that the browser draws. */
export function Choice<K extends string>({ label, value, options, onChange, required = false }: ChoiceProps<K>): ReactNode {
  return (
    <Field label={label}>
      <select value={value} required={required} onChange={event => onChange(event.target.value as K)}>
        {options.map(option => <option key={option.value} value={option.value}>{option.text}</option>)}
      </select>
    </Field>
  );
}
