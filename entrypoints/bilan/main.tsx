import '@/components/theme.css';
import { render } from 'preact';
import { confine } from '@/utils/assistant/confine';
import { Assessment } from '../sidepanel/assessment';
import { Choices } from '../sidepanel/choices';
import { App } from './app';

confine([]);
const choices = new Choices();
const assessment = new Assessment(choices);
choices.start();

const root = document.getElementById('app');
if (root) render(<App choices={choices} assessment={assessment} />, root);
