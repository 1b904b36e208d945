import { ConfigProvider } from 'antd';
import { useLayoutEffect, type ReactNode } from 'react';
import { Store, useStore } from '../api/store.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import './print.css';

const KEPT = 'linli.largePrint';

/** Whether somebody wants large print on this machine: larger type, bigger targets, stronger contrast, fewer things at once. */
export const largePrint = new Store<boolean>(localStorage.getItem(KEPT) === 'yes');

/** What is within follows the size of print that was chosen here, and that of the browser. */
export function Print({ children }: { readonly children: ReactNode }): ReactNode {
  const large = useStore(largePrint);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['print'] = large ? 'large' : 'plain';
    return () => {
      delete dataset['print'];
    };
  }, [large]);
  const letter = Math.round(browserLetter() * (large ? 1.3 : 1));
  return <ConfigProvider theme={{ token: { fontSize: letter, controlHeight: letter * 2.75, ...(large && STRONG) } }}>{children}</ConfigProvider>;
}

const STRONG = { colorText: '#000000', colorTextPlaceholder: '#3c474d', colorTextSecondary: '#1b2429', colorTextDescription: '#1b2429', colorBorder: '#3c474d', colorPrimary: '#00504a', colorLink: '#00504a' };

/** The size of a letter that the browser is set to, in pixels; 16 unless somebody changed it. */
function browserLetter(): number {
  const probe = document.createElement('span');
  probe.style.cssText = 'position:absolute;visibility:hidden;font-size:medium';
  document.body.append(probe);
  const size = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return Number.isFinite(size) ? size : 16;
}

export function PrintButton(): ReactNode {
  const t = useWords();
  const large = useStore(largePrint);
  const change = () => {
    localStorage.setItem(KEPT, large ? 'no' : 'yes');
    largePrint.set(!large);
  };
  return <button type="button" className="print-button" aria-pressed={large} onClick={change}>{t(say.largePrint)}</button>;
}
