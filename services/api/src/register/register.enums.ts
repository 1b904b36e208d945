import type { ConsentChannel, ConsentPurpose } from '@linli/domain/people/consent.entity';
import type { HouseholdKind } from '@linli/domain/people/household.entity';
import type { KinRelation } from '@linli/domain/people/kin.entity';
import type { ProxyRelation } from '@linli/domain/people/proxy.entity';
import type { ArrivalReason, DepartureReason, RelationToHead, Sex, Standing } from '@linli/domain/people/resident.entity';
import type { RevealedField } from '@linli/domain/register/disclosure.entity';
import { enumOf } from '../graphql/enums.ts';

export const StandingEnum = enumOf<Standing>('Standing', '户籍状况 Where the hukou is, apart from where one lives.', {
  REGISTERED_HERE: '户籍在本地', FLOATING: '流动人口', REGISTERED_ELSEWHERE_IN_DISTRICT: '人户分离（区内）',
});

export const SexEnum = enumOf<Sex>('Sex', '性别', { FEMALE: '女', MALE: '男' });

export const ArrivalReasonEnum = enumOf<ArrivalReason>('ArrivalReason', '来本地原因 Why somebody came.', {
  BIRTH: '出生', WORK: '务工', BUSINESS: '经商', STUDY: '就学', MARRIAGE: '婚嫁', FAMILY: '投亲靠友、随迁', RETIREMENT: '养老', MOVED: '购房、搬迁', OTHER: '其他',
});

export const DepartureReasonEnum = enumOf<DepartureReason>('DepartureReason', '离开原因 Why somebody no longer lives in the district.', {
  DIED: '死亡', WORK: '务工', BUSINESS: '经商', STUDY: '就学', MARRIAGE: '婚嫁', FAMILY: '投亲靠友、随迁', MOVED: '搬迁', OTHER: '其他',
});

export const RelationToHeadEnum = enumOf<RelationToHead>('RelationToHead', '与户主关系', {
  HEAD: '户主', SPOUSE: '配偶', CHILD: '子女', CHILD_IN_LAW: '子女的配偶', PARENT: '父母', PARENT_IN_LAW: '配偶的父母', GRANDCHILD: '孙子女、外孙子女',
  GRANDPARENT: '祖父母、外祖父母', SIBLING: '兄弟姐妹', OTHER_KIN: '其他亲属', NOT_KIN: '非亲属',
});

export const HouseholdKindEnum = enumOf<HouseholdKind>('HouseholdKind', '户别', { FAMILY: '家庭户', COLLECTIVE: '集体户' });

export const KinRelationEnum = enumOf<KinRelation>('KinRelation', '亲属关系 What somebody is to a resident.', {
  PARENT: '父母', CHILD: '子女', SPOUSE: '配偶', SIBLING: '兄弟姐妹', GUARDIAN: '监护人', OTHER: '其他亲属、被监护人',
});

export const ProxyRelationEnum = enumOf<ProxyRelation>('ProxyRelation', '代办人身份 What a proxy is to the resident.', {
  CHILD: '子女', SPOUSE: '配偶', PARENT: '父母', SIBLING: '兄弟姐妹', GUARDIAN: '监护人', OTHER_KIN: '其他亲属', VOLUNTEER: '志愿者', WORKER: '工作人员', OTHER: '其他',
});

export const ConsentPurposeEnum = enumOf<ConsentPurpose>('ConsentPurpose', '同意事项 What a resident agrees to, each by itself.', {
  SENSITIVE_DATA: '处理敏感个人信息', CONTACT: '联系', PROXY: '由他人代办', SHARING: '向其他部门共享', PHOTOS: '拍摄影像',
});

export const ConsentChannelEnum = enumOf<ConsentChannel>('ConsentChannel', '同意方式 How it was given.', {
  PAPER: '书面', SPOKEN: '口头', TELEPHONE: '电话', APP: '线上',
});

export const RevealedFieldEnum = enumOf<RevealedField>('RevealedField', '可查看项 What can be shown plainly, for a purpose.', {
  NAME: '姓名', ID_NUMBER: '身份证号', PHONE: '电话',
});
