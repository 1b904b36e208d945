// Runs before anything else, on whatever Node the machine has: no imports, no syntax newer than Node 20.

const NEEDED = 24;

/**
 * Refuses to go on under a Node older than the one Linli is built for.
 *
 * A main calls this first and loads the rest with `await import(…)`, so that an old Node gets one
 * sentence and exit code 1 instead of a syntax error from a dependency.
 */
export function requireRuntime(): void {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= NEEDED) return;
  process.stderr.write(
    `Linli needs Node ${NEEDED} or newer and this is ${process.version}: start it through npm ` +
      '(`npm start`, `npm run …`), whose scripts use the Node that `npm install` brought along.\n',
  );
  process.exit(1);
}
