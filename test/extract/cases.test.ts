import { describe, expect, it } from 'vitest';
import { casesIn, faultsOf, partOf, sharedCases } from '../support/cases.ts';

/** Of these a reader of the page may be unsure: a number or null with a warning, as their README has it; what is recognised from pixels too. */
const OR_NULL: ReadonlySet<string> = new Set([
  'extract/html-base64-scan.html',
  'extract/label-over-page.pdf',
  'producers/pdf-number-cut-libreoffice.pdf',
  'producers/pdf-ocr-of-vectors-ghostscript.pdf',
  'producers/pdf-outlines-ghostscript.pdf',
  'producers/pdf-row-cut-label-chromium.pdf',
  'producers/pdf-symbols-for-letters-ghostscript.pdf',
]);
/** The gold has the whole report, of which the file holds a part. */
const PART: ReadonlySet<string> = new Set(['extract/html-cut-short.html']);
const faults = (name: string) => faultsOf(name, { orNull: OR_NULL.has(name) });

// The cases stand beside the project; a clone without them says so instead of passing.
describe.skipIf(sharedCases === null)('cases with a gold', () => {
  it.each([...casesIn('extract'), ...casesIn('producers')].filter((name) => !PART.has(name)))(
    '%s is read as a reader of the shown page does',
    async (name) => {
      expect(await faults(name)).toEqual([]);
    },
  );

  it.each([...PART])('%s is read as far as it goes, and said to break off', async (name) => {
    const { wrong, right, cutAt } = await partOf(name);
    expect({ wrong, cutAt }).toEqual({ wrong: [], cutAt: 'applications/unavailable_needs_creation' });
    expect(right).toBeGreaterThan(100);
  });
});
