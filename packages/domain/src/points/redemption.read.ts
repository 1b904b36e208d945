import { read } from '../shared/read.ts';

/** Quotes whose time is over. */
export const quotesOver = read<{ id: string }, [Date, number]>('redemption_quotes_over',
  `select r.id from redemption r where r.district_id = $1 and r.state = 'QUOTED' and r.quoted_until <= $2 order by r.quoted_until limit $3`);
