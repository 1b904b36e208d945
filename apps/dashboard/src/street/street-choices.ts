import { ask } from '../api/ask.ts';
import { MoreStreetsDocument, StreetChoicesDocument, type StreetChoicesQuery } from '../generated/documents.ts';

/** The district, all its streets, and the indicators. @throws Fault */
export async function streetChoices(): Promise<StreetChoicesQuery> {
  const choices = await ask(StreetChoicesDocument);
  const nodes = [...choices.streets.nodes];
  let { pageInfo } = choices.streets;
  while (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    const { streets } = await ask(MoreStreetsDocument, { after: pageInfo.endCursor });
    nodes.push(...streets.nodes);
    ({ pageInfo } = streets);
  }
  return { ...choices, streets: { nodes, pageInfo } };
}
