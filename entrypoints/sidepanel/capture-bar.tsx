import type { PanelProps } from './wiring';

/** Takes the page on screen into the texts. */
export const CaptureBar = (_: PanelProps) => null;
