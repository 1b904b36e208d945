import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useStore } from '../api/store.ts';
import { language, speak } from '../language.ts';

/** The other language, in its own words. */
export function LanguageButton(): ReactNode {
  const other = useStore(language) === 'zh' ? 'en' : 'zh';
  return <Button type="text" lang={other} onClick={() => speak(other)}>{other === 'en' ? 'English' : '中文'}</Button>;
}
