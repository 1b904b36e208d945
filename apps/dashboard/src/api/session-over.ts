const listeners = new Set<() => void>();

/** Calls back whenever the API says that nobody is signed in any more, or that one's rights have changed. */
export function onSessionOver(tell: () => void): void {
  listeners.add(tell);
}

export function sessionMayBeOver(): void {
  for (const tell of listeners) tell();
}
