import type { BridgeItemKind } from '@linli/domain/digital-bridge/bridge-item.entity';
import type { ContactChannel } from '@linli/domain/digital-bridge/buddy-contact.entity';
import type { SkillLevel } from '@linli/domain/digital-bridge/gains.rule';
import type { ServiceChannel, ServiceWay } from '@linli/domain/digital-bridge/service-transaction.entity';
import { enumOf } from '../graphql/enums.ts';

export const BridgeItemKindEnum = enumOf<BridgeItemKind>('BridgeItemKind', '清单 What a line of the district\'s lists is.', {
  SKILL: '技能 What seniors learn.', SERVICE: '办事事项 What they get done.',
});
export const SkillLevelEnum = enumOf<SkillLevel>('SkillLevel', '掌握程度 How well somebody does something.', {
  NEEDS_HELP: '需要帮助', WITH_HELP: '有人帮助能做', BY_HERSELF: '独立会做',
});
export const ContactChannelEnum = enumOf<ContactChannel>('BuddyContactChannel', '联系方式 How a buddy was in touch.', {
  VISIT: '上门', TELEPHONE: '电话', VIDEO: '视频', MESSAGE: '消息',
});
export const ServiceWayEnum = enumOf<ServiceWay>('ServiceWay', '办理方式 How a service was got.', { BY_SELF: '自己办', ASSISTED: '有人帮办', AT_WINDOW: '窗口办' });
export const ServiceChannelEnum = enumOf<ServiceChannel>('ServiceChannel', '办理渠道 Through what a service was got.', {
  APP: '手机', WEB: '网页', TERMINAL: '自助终端', TELEPHONE: '电话', WINDOW: '窗口',
});
