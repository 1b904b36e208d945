import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { checkSession } from './session/session.ts';

const page = document.getElementById('page');
if (page) createRoot(page).render(<StrictMode><App /></StrictMode>);
void checkSession();
