import { Store, useStore } from './api/store.ts';
import type { Words } from './words.ts';

export type Language = 'zh' | 'en';

const KEPT = 'linli.language';

/** What the page speaks: Chinese, until somebody chooses otherwise on this machine. */
export const language = new Store<Language>(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh');

export function speak(next: Language): void {
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  language.set(next);
}

const SAYS: Record<Language, (words: Words) => string> = { zh: ({ zh }) => zh, en: ({ en }) => en };

/** Says words in the language of the page. */
export function useWords(): (words: Words) => string {
  return SAYS[useStore(language)];
}
