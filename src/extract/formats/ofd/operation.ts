import type { Drawing } from '../pdf/interpret.ts';

/**
 * What an OFD page draws, in the operations that PDF pages are made of: the two formats share what decides whether a reader sees a text
 * (layers, clips, colours), and so one interpreter reads both.
 */
export type Operation = Drawing['operations'][number];
