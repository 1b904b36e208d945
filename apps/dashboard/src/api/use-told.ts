import { useSubscription } from 'urql';
import type { TypedDocumentString } from '../generated/documents.ts';

/** Reads anew whenever a subscription tells of something; what it says comes into the cache by itself. */
export function useTold<R, V extends Record<string, unknown>>(document: TypedDocumentString<R, V>, variables: NoInfer<V>, again: () => void): void {
  useSubscription<R, null, Record<string, unknown>>({ query: document.toString(), variables }, () => {
    again();
    return null;
  });
}
