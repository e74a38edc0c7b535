import type { Page } from '../../dialect.ts';
import { inFrame, type Selection } from '../../page/dom.ts';
import { resolveLink } from '../../page/links.ts';
import { FILE_URL } from '../../page/row.ts';
import type { Add } from './add.ts';
import { viewed } from './file-address.ts';

/** A viewer's script takes the file from an attribute of its box: `<div id="pdfshow" data-value="/picture/….pdf">`. */
export function filesInAttributes(page: Page, article: Selection | null, add: Add): void {
  const boxes = 'div, span, input, canvas';
  (article?.find(boxes) ?? page.$(boxes)).each((_, box) => {
    if (article === null && inFrame(box)) return;
    for (const [name, value] of Object.entries(box.attribs)) {
      if (
        /^(?:data-.+|value|file|url|pdf\w*)$/i.test(name) &&
        FILE_URL.test(value) &&
        /^(?=[^\s<>/]*\/)[^\s<>]*$/.test(value)
      )
        add(viewedFile(page, value), box.attribs.title ?? '');
    }
  });
}

function viewedFile(page: Page, address: string): string | null {
  const url = resolveLink(page, address);
  return url === null ? null : viewed(page, url);
}
