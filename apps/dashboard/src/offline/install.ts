/** Has the browser keep the page itself, so that it opens without a network. On plain http other than this machine's own, browsers have no workers. */
export function installWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const install = () => void navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => undefined); // private windows may refuse
  if (document.readyState === 'complete') install();
  else addEventListener('load', install, { once: true }); // after what somebody waits for
}
