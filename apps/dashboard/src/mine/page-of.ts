const ROOMS = new Map(Object.entries({
  points: '/mine/points', 'time-bank': '/mine/time', 'elder-care': '/mine/care', activities: '/mine/activities', notices: '/mine/notices', cases: '/mine/cases',
}));

/** Where what a notice is about shows in the resident's own view: `/cases/…` is `/mine/cases/…`. Null for what has no page there. */
export function mineOf(link: string): string | null {
  if (link.startsWith('/cases/')) return `/mine${link}`;
  const [, room = ''] = link.split('/');
  return ROOMS.get(room) ?? null;
}
