import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    manifest: true, // from which the first load is added up
    assetsInlineLimit: 0, // the site's policy allows scripts and fonts from files only
    modulePreload: { polyfill: false },
  },
  // `npm run dev -w @linli/dashboard` beside a running `npm start`.
  server: { host: '127.0.0.1', proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
});
