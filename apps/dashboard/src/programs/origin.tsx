import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import type { ShownProgram } from './program-page.tsx';
import { programs } from './words.ts';

/** The playbook that a program was made from, and the programs before it, other districts included. */
export function Origin({ program: { playbookVersion, lineage } }: { readonly program: ShownProgram }): ReactNode {
  const t = useWords();
  return (
    <section className="card" aria-labelledby="program-origin">
      <header><h2 id="program-origin">{t(programs.origin)}</h2></header>
      {!playbookVersion && lineage.length === 0 && <p className="quiet">{t(programs.ownParts)}</p>}
      {playbookVersion && <p>{t(programs.fromPlaybook)} <strong>{playbookVersion.playbook?.title}</strong> <span className="quiet">v{playbookVersion.number}</span></p>}
      <ol>
        {playbookVersion?.lineage.map(({ district, place, program, number }) => <li key={`${district} ${place} ${program} ${number}`} className="quiet">{district} {place} · {program}</li>)}
        {lineage.map(({ title, place }) => <li key={`${title} ${place}`}>{t(programs.madeFrom)} {place} · {title}</li>)}
      </ol>
    </section>
  );
}
