import { expect, it } from 'vitest';
import { loadPdfjs } from '../../../../src/extract/formats/pdf/pdfjs.ts';

it('pdf.js replaces no built-in function of the program', async () => {
  await loadPdfjs();
  const functions = [Array.prototype.push, JSON.parse, JSON.stringify];
  // A polyfill hides as a native function from `toString` of its own: what it is made of does not.
  const written = functions.map((one) => Object.getOwnPropertyDescriptor(one, 'prototype'));
  expect(written).toEqual([undefined, undefined, undefined]);
});
