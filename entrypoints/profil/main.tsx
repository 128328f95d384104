import { render } from 'preact';
import '@/components/theme.css';
import '@/components/profile-cards.css';
import '@/components/profile-page.css';
import { App } from './app';
import { Grappes } from './state';

const grappes = new Grappes();
grappes.start();

const root = document.getElementById('app');
if (root) render(<App grappes={grappes} />, root);
