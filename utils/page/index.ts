export { Marks } from './marks';
export { observeChanges } from './observe';
export { Registry } from './registry';
export { reveal } from './reveal';
export { addRows } from './rows';
export { type FoundField, readFrame } from './snapshot';
export { Writer } from './write';
