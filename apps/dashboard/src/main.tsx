import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';
import { App } from './app.tsx';
import { language, speak } from './language.ts';
import { installWorker } from './offline/install.ts';
import { checkSession } from './session/session.ts';

const page = document.getElementById('page');
speak(language.get());
if (page) createRoot(page).render(<StrictMode><App /></StrictMode>);
void checkSession();
installWorker();
