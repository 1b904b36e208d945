import type { Words } from '../words.ts';

/** What notices say by themselves. */
export const notices = {
  unread: { zh: '未读', en: 'Unread' },
  allRead: { zh: '全部标为已读', en: 'Mark all as read' },
} as const satisfies Record<string, Words>;
