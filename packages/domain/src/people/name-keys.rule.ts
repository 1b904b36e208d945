import { pinyin } from 'pinyin-pro';

/** What a name is found by when it is typed without Chinese characters. */
export interface NameKeys {
  /** 张三丰 → `zhangsanfeng`; ü is `v`. */
  readonly namePinyin: string;
  /** 张三丰 → `zsf`. */
  readonly nameInitials: string;
}

/** The search keys of a name; surnames are read as surnames (单 is `shan`), letters of other scripts stay. */
export function nameKeys(name: string): NameKeys {
  const syllables = pinyin(name, { toneType: 'none', surname: 'head', type: 'array', nonZh: 'consecutive', v: true })
    .flatMap(syllable => syllable.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(syllable => syllable !== '');
  return { namePinyin: syllables.join(''), nameInitials: syllables.map(syllable => [...syllable][0]).join('') };
}
