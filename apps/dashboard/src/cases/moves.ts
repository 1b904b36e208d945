import { ask, newKey } from '../api/ask.ts';
import {
  CaseAcceptDocument, CaseAssignDocument, CaseCloseDocument, CaseHandleDocument, CaseHandleOnSpotDocument, CaseResumeDocument,
  CaseStartDocument, type CaseAnswerFragment, type CaseFieldsFragment, type CaseMove, type CaseOutcome,
} from '../generated/documents.ts';

/** Moves that need nothing more than a press. ASSIGN is one here because the viewer takes the case. */
const PLAIN = ['ACCEPT', 'ASSIGN', 'START', 'RESUME', 'CLOSE'] as const satisfies readonly CaseMove[];
/** Moves that need an outcome. */
const ENDING = ['HANDLE', 'HANDLE_ON_SPOT'] as const satisfies readonly CaseMove[];
export type PlainMove = (typeof PLAIN)[number];
export type EndingMove = (typeof ENDING)[number];

/** Of the moves open to the viewer those that this page offers. */
export function offered({ viewerCanMove, assignee }: CaseFieldsFragment, viewerId: string): { plain: PlainMove[]; ending: EndingMove[] } {
  const mine = assignee?.id === viewerId;
  return {
    plain: PLAIN.filter(each => viewerCanMove.includes(each) && !(each === 'ASSIGN' && mine)),
    ending: ENDING.filter(each => viewerCanMove.includes(each)),
  };
}

/** @throws Fault */
export async function move(kind: PlainMove, caseId: string, viewerId: string): Promise<CaseAnswerFragment> {
  const input = { caseId, idempotencyKey: newKey() };
  switch (kind) {
    case 'ACCEPT': return (await ask(CaseAcceptDocument, { input })).caseAccept;
    case 'ASSIGN': return (await ask(CaseAssignDocument, { input: { ...input, assigneeId: viewerId } })).caseAssign;
    case 'START': return (await ask(CaseStartDocument, { input })).caseStart;
    case 'RESUME': return (await ask(CaseResumeDocument, { input })).caseResume;
    case 'CLOSE': return (await ask(CaseCloseDocument, { input })).caseClose;
  }
}

/** @throws Fault */
export async function handle(kind: EndingMove, caseId: string, outcome: CaseOutcome): Promise<CaseAnswerFragment> {
  const input = { caseId, outcome, idempotencyKey: newKey() };
  return kind === 'HANDLE' ? (await ask(CaseHandleDocument, { input })).caseHandle : (await ask(CaseHandleOnSpotDocument, { input })).caseHandleOnSpot;
}
