const ROOMS = new Map(Object.entries({
  points: '/mine/points', 'time-bank': '/mine/time', 'elder-care': '/mine/care', activities: '/mine/activities', notices: '/mine/notices', cases: '/mine/cases',
}));

/** Where what a notice is about shows in the resident's own view: `/cases/…` is `/mine/cases/…`. Null for what has no page there. */
export function mineOf(link: string): string | null {
  if (link.startsWith('/cases/')) return `/mine${link}`;
  const [, room = ''] = link.split('/');
  return ROOMS.get(room) ?? null;
}

/** Where a matter that was refused is mended: where it was brought in, one's own or of whom one acts for, or by staff for who stood before them. */
export function mendingOf({ key, input: { onBehalf, residentId } }: { readonly key: string; readonly input: Readonly<Record<string, unknown>> }): string {
  if (onBehalf === true) return `/cases?view=all&mend=${key}`;
  return `/mine/cases?${new URLSearchParams({ mend: key, ...(typeof residentId === 'string' && { for: residentId }) }).toString()}`;
}
