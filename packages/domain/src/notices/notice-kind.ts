import { NOTHING, type Language, type Param } from './param.ts';

/** What a notice says, with `{name}` where a parameter stands. */
export interface Template {
  readonly title: string;
  readonly body: string;
}

// oxlint-disable-next-line typescript/no-explicit-any -- a parameter of whatever type
export type Params = Readonly<Record<string, Param<any>>>;

/** The values of declared parameters. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

/** One kind of notice. */
export interface NoticeKind<P extends Params = Params> extends Readonly<Record<Language, Template>> {
  /** Noun first, as commands are: `case.assigned`. Stored with every notice, so never renamed. */
  readonly kind: string;
  /** Entity of the record that it is about, for the link; null when there is none to open. */
  readonly about: string | null;
  readonly params: P;
}

const KINDS = new Map<string, NoticeKind>();

/**
 * Declares a kind of notice, beside what causes it.
 * @throws Error when the kind is declared already
 */
export function defineNotice<const P extends Params>(kind: string, declared: Omit<NoticeKind<P>, 'kind'>): NoticeKind<P> {
  if (KINDS.has(kind)) throw new Error(`The notice ${kind} is declared twice.`);
  const made = { kind, ...declared };
  KINDS.set(kind, made);
  return made;
}

/** Every kind that is declared in this process. */
export function noticeKinds(): readonly NoticeKind[] {
  return [...KINDS.values()];
}

/** What is said of a kind that was declared once and is no longer. */
const GONE: Readonly<Record<Language, Template>> = {
  ZH: { title: '通知', body: '这类通知已停用，请查看相关事项。' },
  EN: { title: 'Notice', body: 'Notices of this kind are no longer written; see what it is about.' },
};

/** Title and body of a kept notice as the templates have them now. */
export function rendered(notice: { readonly kind: string; readonly params: Readonly<Record<string, string>> }, language: Language): Template {
  const known = KINDS.get(notice.kind);
  if (!known) return GONE[language];
  const fill = (text: string) => text.replaceAll(PLACEHOLDER, (_, name: string) => {
    const kept = notice.params[name];
    return kept === undefined ? NOTHING : (known.params[name]?.show(kept, language) ?? kept);
  });
  return { title: fill(known[language].title), body: fill(known[language].body) };
}

/** Where a parameter stands in a template. */
export const PLACEHOLDER = /\{(\w+)\}/g;
