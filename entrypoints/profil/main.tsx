import { render } from 'preact';
import '@/components/theme.css';
import '@/components/profile-cards.css';
import '@/components/profile-page.css';
import { App } from './app';

const root = document.getElementById('app');
if (root) render(<App />, root);
