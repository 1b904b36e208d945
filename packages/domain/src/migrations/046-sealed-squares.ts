import { Statements } from './statements.ts';

/** Of means sealed from now on, what their variance is made from. */
export class SealedSquares extends Statements {
  protected override readonly statements = ['alter table sealed_figure add squares double precision'];
}
