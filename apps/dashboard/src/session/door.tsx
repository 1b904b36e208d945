import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { Print, PrintButton } from '../ui/print.tsx';
import { say } from '../words.ts';
import './door.css';

/** What stands alone in the middle of the page, before anybody is in. */
export function Door({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords();
  return (
    <Print><main className="door">
      <header>
        <img src="/icon.svg" alt="" width="44" height="44" />
        <div>
          <h1>{t(say.product)}</h1>
          <p className="quiet">{t(say.motto)}</p>
        </div>
        <PrintButton />
        <LanguageButton />
      </header>
      <div className="card">{children}</div>
    </main></Print>
  );
}
