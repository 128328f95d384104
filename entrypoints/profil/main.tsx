import { render } from 'preact';
import '@/components/theme.css';
import '@/components/profile-cards.css';
import '@/components/profile-page.css';
import '@/components/editor.css';
import { App } from './app';
import { openPage } from './page';

const { page } = openPage();

const root = document.getElementById('app');
if (root) render(<App page={page} />, root);
