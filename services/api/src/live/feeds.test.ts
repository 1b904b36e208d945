import { expect, test } from '@jest/globals';
import { CHANNELS, wakeFeeds, type Feeds } from './feeds.ts';

test('every feed is woken by a channel, with the district that it announces', () => {
  const names: readonly (keyof Feeds)[] = ['revisions', 'caseSteps', 'notices', 'ledgerAccounts', 'careCentres', 'alerts', 'accessWatch'];
  const woken: string[] = [];
  const feeds = Object.fromEntries(names.map(name => [name, { wake: (districtId: number) => void woken.push(`${name} ${districtId}`) }])) as unknown as Feeds;
  for (const channel of CHANNELS) wakeFeeds(feeds, channel, 7);
  expect(woken.toSorted()).toEqual(names.map(name => `${name} 7`).toSorted());
});
