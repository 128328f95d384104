import '@/components/theme.css';
import './sidepanel.css';
import { render } from 'preact';
import { App } from './app';
import { confinePanel } from './assistant';
import { Panel } from './state';

void confinePanel();
const wanted = Number(new URLSearchParams(location.search).get('tab'));
const panel = new Panel();
panel.start(Number.isInteger(wanted) && wanted > 0 ? wanted : null);

const root = document.getElementById('app');
if (root) render(<App panel={panel} />, root);
