import type { Sex } from '@linli/domain/people/resident.entity';
import { Weighted, type Random } from './random.ts';

/** Frequent surnames with their rough share per thousand. */
const SHARES = '王79李76张71刘54陈45杨31黄23赵23吴20周21徐15孙15马13朱12胡11郭11何11高10林10郑9谢8罗8梁8宋7唐7许6韩6冯6'
  + '邓6曹6彭5曾5肖5田5董5潘5袁5蔡4蒋4余4于4杜4叶4程4魏4苏4吕4丁4任4卢4姚4沈4钟4姜4崔3谭3'
  + '陆3范3汪3廖3石3金3韦3贾3夏3付3方3邹2熊2白2孟2秦2邱2侯2江2尹2薛2段2雷2龙2史2陶2贺2顾2'
  + '毛2郝2龚2邵2';
const SURNAMES = new Weighted([...SHARES.matchAll(/(\D)(\d+)/gu)].map(([, surname = '', weight]) => [surname, Number(weight)] as const));

/** Characters for given names by sex: those usual among the old, then among the younger. */
const GIVEN: Record<Sex, readonly [old: string, young: string]> = {
  FEMALE: ['秀英兰芳玉桂珍凤梅莲素爱春香淑云琴花巧荣月霞红萍', '静丽敏娜婷雪倩琳佳欣怡萌颖慧洁莹雨梦思涵晨可诗悦'],
  MALE: ['国建军明志德福贵根长永文成林生树海全山发庆金保胜', '伟强磊洋勇超鹏杰涛斌浩宇轩博子俊昊铭睿泽天嘉毅晨'],
};

/** A made-up name. @param old whether the person belongs to the generations of the older given names */
export function makeName(random: Random, sex: Sex, old: boolean): string {
  const characters = [...GIVEN[sex][old ? 0 : 1]];
  const second = random.chance(0.8) ? random.pick(characters) : '';
  return SURNAMES.pick(random) + random.pick(characters) + second;
}

/** A name as it stands on a slip that shows no more than the surname: 王*. */
export function makeMaskedName(random: Random): string {
  return `${SURNAMES.pick(random)}*`;
}
