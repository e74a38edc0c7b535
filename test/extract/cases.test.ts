import { describe, expect, it } from 'vitest';
import { casesIn, faultsOf, pageOf, partOf, sharedCases } from '../support/cases.ts';

/** Of these a reader of the page may be unsure: a number or null with a warning, as their README has it; what is recognised from pixels too. */
const OR_NULL: ReadonlySet<string> = new Set([
  'extract/html-base64-scan.html',
  'extract/label-over-page.pdf',
  'producers/pdf-number-cut-libreoffice.pdf',
  'producers/pdf-ocr-of-vectors-ghostscript.pdf',
  'producers/pdf-row-cut-label-chromium.pdf',
]);
/** The gold has the whole report, of which the file holds a part. */
const PART: ReadonlySet<string> = new Set(['extract/html-cut-short.html']);
/**
 * That a page of outlines, or of letters that mean others, is drawn and recognised is known by the one page that holds most of the report;
 * recognising all three takes five seconds each. Whole files are read by `npm run producers`, and one of them here.
 */
const ONE_PAGE: ReadonlySet<string> = new Set([
  'producers/pdf-outlines-ghostscript.pdf',
  'producers/pdf-symbols-for-letters-ghostscript.pdf',
]);
const faults = (name: string) => faultsOf(name, { orNull: OR_NULL.has(name) });

// The cases stand beside the project; a clone without them says so instead of passing.
describe.skipIf(sharedCases === null)('cases with a gold', () => {
  it.each([...casesIn('extract'), ...casesIn('producers')].filter((name) => !PART.has(name) && !ONE_PAGE.has(name)))(
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

  it.each([...ONE_PAGE])('%s: its second page is drawn and recognised', async (name) => {
    const { right, wrong, codes } = await pageOf(name, 1);
    expect({ wrong, isRecognised: codes.includes('recognised') }).toEqual({ wrong: 0, isRecognised: true });
    // Of some 190 cells; a blank one counts as right where its table is not on the page.
    expect(right).toBeGreaterThan(150);
  });
});
