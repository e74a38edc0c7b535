import { type Html, html } from './html.ts';

/** A text that one click selects as a whole; the script beside adds a button that copies it. */
export const copyable = (text: string, copy: string, copied: string): Html =>
  html`<pre class="copyable" tabindex="0" data-copy="${copy}" data-copied="${copied}">${text}</pre>`;
