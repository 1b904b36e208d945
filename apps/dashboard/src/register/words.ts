import type { HouseholdKind, ImportState, OrganisationKind, RelationToHead, Sex, Standing } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const register = {
  search: { zh: '姓名、拼音、证件号或手机号', en: 'Name, pinyin, ID or telephone number' },
  searchFirst: { zh: '输入姓名开头、拼音首字母，或完整的证件号、手机号。结果默认打码。', en: 'Type the beginning of a name, its initials, or a whole number. What is found is masked.' },
  nobody: { zh: '没有找到。请换一种写法，或核对这条街道。', en: 'Nobody was found. Try another spelling, or check the street.' },
  resident: { zh: '居民', en: 'Resident' },
  household: { zh: '家庭户', en: 'Household' },
  members: { zh: '成员', en: 'Members' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Born' },
  idNumber: { zh: '证件号', en: 'ID number' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '住址', en: 'Address' },
  standing: { zh: '人户状态', en: 'Standing' },
  livesAlone: { zh: '独居', en: 'Lives alone' },
  noKin: { zh: '孤寡', en: 'Without kin' },
  livesFrom: { zh: '入住日期', en: 'Lives there since' },
  verified: { zh: '最近核实', en: 'Last verified' },
  residences: { zh: '居住经历', en: 'Where they have lived' },
  unknown: { zh: '未登记', en: 'not recorded' },
  noSuchResident: { zh: '没有这位居民，或您无权查看。', en: 'There is no such resident, or none that you may see.' },
  noSuchHousehold: { zh: '没有这一户，或您无权查看。', en: 'There is no such household, or none that you may see.' },

  sheet: { zh: '表格', en: 'Sheet' },
  forPlace: { zh: '导入到', en: 'Into' },
  wholeStreet: { zh: '全街道', en: 'the whole street' },
  file: { zh: '选择文件（.xlsx 或 .csv）', en: 'File (.xlsx or .csv)' },
  upload: { zh: '上传并检查', en: 'Upload and check' },
  checked: { zh: '检查只读不写，确认后才写入。', en: 'Checking writes nothing; you decide afterwards.' },
  uploadFailed: { zh: '文件没有传上去，请重试', en: 'The file did not arrive; try again' },
  progress: { zh: '进度', en: 'Progress' },
  rows: { zh: '行', en: 'rows' },
  fresh: { zh: '新增', en: 'new' },
  changed: { zh: '修改', en: 'changed' },
  same: { zh: '不变', en: 'same' },
  wrong: { zh: '有误', en: 'wrong' },
  errors: { zh: '有误的格子', en: 'Cells that are wrong' },
  unknownHeaders: { zh: '不认识的列，不导入', en: 'Columns left out' },
  apply: { zh: '全部写入', en: 'Write all' },
  applyRight: { zh: '只写入正确的行', en: 'Write the right rows only' },
  cancel: { zh: '取消导入', en: 'Cancel' },
  noSuchImport: { zh: '没有这次导入，或您无权查看。', en: 'There is no such import, or none that you may see.' },
  template: { zh: '下载模板', en: 'Download the template' },
  take: { zh: '领取一次性密码', en: 'Take the one-time passwords' },
  takeWhat: { zh: '只能领取一次，只给写入的人；离开这个页面就看不到了。', en: 'Given out once, to who had it written; gone when you leave this page.' },
  taken: { zh: '没有可领取的：没有新账号，或已经领取过。', en: 'There is nothing to take: no new account, or taken before.' },
  notTheirs: { zh: '只有确认写入的人可以领取', en: 'Only who had it written may take them' },
  saveThem: { zh: '存为 XLSX', en: 'Save as XLSX' },
  another: { zh: '导入另一个文件', en: 'Another file' },

  inviteThere: { zh: '邀请该单位人员', en: 'Invite one of its people' },
  noOrganisations: { zh: '还没有登记组织。可用组织表导入。', en: 'No organisation is recorded yet. Bring in the sheet of organisations.' },
} as const satisfies Record<string, Words>;

/** `第 6 行`, as the spreadsheet numbers them. */
export function rowOf(row: number): Words {
  return { zh: `第 ${row} 行`, en: `row ${row}` };
}

export const SEXES: Record<Sex, Words> = { FEMALE: { zh: '女', en: 'female' }, MALE: { zh: '男', en: 'male' } };

export const STANDINGS: Record<Standing, Words> = {
  REGISTERED_HERE: { zh: '户籍人口', en: 'registered here' }, FLOATING: { zh: '流动人口', en: 'floating' },
  REGISTERED_ELSEWHERE_IN_DISTRICT: { zh: '人户分离', en: 'registered elsewhere in the district' },
};

export const HOUSEHOLD_KINDS: Record<HouseholdKind, Words> = { FAMILY: { zh: '家庭户', en: 'family' }, COLLECTIVE: { zh: '集体户', en: 'collective' } };

export const RELATIONS: Record<RelationToHead, Words> = {
  HEAD: { zh: '户主', en: 'head' }, SPOUSE: { zh: '配偶', en: 'spouse' }, CHILD: { zh: '子女', en: 'child' },
  CHILD_IN_LAW: { zh: '儿媳、女婿', en: 'child-in-law' }, GRANDCHILD: { zh: '孙辈', en: 'grandchild' }, PARENT: { zh: '父母', en: 'parent' },
  PARENT_IN_LAW: { zh: '公婆、岳父母', en: 'parent-in-law' }, GRANDPARENT: { zh: '祖辈', en: 'grandparent' }, SIBLING: { zh: '兄弟姐妹', en: 'sibling' },
  OTHER_KIN: { zh: '其他亲属', en: 'other kin' }, NOT_KIN: { zh: '非亲属', en: 'not kin' },
};

export const IMPORT_STATES: Record<ImportState, Words> = {
  CREATED: { zh: '等待上传', en: 'waits for its file' }, UPLOADED: { zh: '排队检查', en: 'to be checked' }, CHECKING: { zh: '正在检查', en: 'being checked' },
  CHECKED: { zh: '已检查', en: 'checked' }, APPLYING: { zh: '正在写入', en: 'being written' }, APPLIED: { zh: '已写入', en: 'written' },
  CANCELLED: { zh: '已取消', en: 'cancelled' }, FAILED: { zh: '失败', en: 'failed' },
};

export const ORGANISATION_KINDS: Record<OrganisationKind, Words> = {
  DEPARTMENT: { zh: '部门', en: 'department' }, PROPERTY_MANAGER: { zh: '物业公司', en: 'property manager' },
  OWNERS_COMMITTEE: { zh: '业主委员会', en: 'owners’ committee' }, SERVICE_PROVIDER: { zh: '服务机构', en: 'service provider' },
  SPONSOR: { zh: '捐助方', en: 'sponsor' }, OTHER: { zh: '其他', en: 'other' },
};
