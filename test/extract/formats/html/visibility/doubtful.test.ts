import { describe, expect, it } from 'vitest';
import { readHtml, tablesOf } from '../../../../support/blocks.ts';

const OTHERS = '<tr><td>行政许可</td><td>15</td></tr><tr><td>规范性文件</td><td>24</td></tr>';

/** The cell with 136 in a box of class `n`, of a table with this style. */
async function cellOf(css: string) {
  const page = `<!DOCTYPE html><style>${css}</style><table class="t"><tr class="r"><td>规章</td><td class="c"><span class="n">136</span></td></tr>${OTHERS}</table>`;
  const [table] = tablesOf(await readHtml(page));
  return table?.cells.find(({ row, column }) => row === 0 && column === 1);
}

const BAR = "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cpath d='M0 5h9'/%3E%3C/svg%3E\")";

describe('a number that a style may hide or strike in ways that only a browser can tell', () => {
  it.each([
    '.n{-webkit-mask:url(a.svg)}',
    '.n{mask-image:linear-gradient(to right, black 50%, transparent 50%)}',
    '.c{mask:linear-gradient(#000,#000) left/1px 1px no-repeat}',
    '.n{-webkit-mask-box-image:url(a.png)}',
    '.n{clip-path:inset(0 50% 0 0)}',
    '.n{clip-path:circle(3px at 0 0)}',
    '.r{clip-path:path("M0 0h9v9z")}',
    '.n{clip-path:url(#clip)}',
    '.n{position:absolute;clip:rect(0,9px,20px,0)}',
    '.n{letter-spacing:-1em}',
    '.c{letter-spacing:-8px}',
    '.n{text-decoration:underline wavy red;text-underline-offset:-.4em}',
    '.n{background:linear-gradient(transparent 45%,red 45%,red 55%,transparent 55%)}',
    '.c{background:linear-gradient(to top right,#fff 49%,#000 49%,#000 51%,#fff 51%)}',
    '.r{background-image:linear-gradient(white 48%,black 48%,black 52%,white 52%)}',
    '.n{background:linear-gradient(red,red) center/100% 2px no-repeat}',
    '.c{background:url(line.gif) repeat-x 0 50%}',
    '.n{background:url(line.gif)}',
    '.c{background-image:url(line.gif);background-repeat:repeat-x;background-position:center}',
    `.c{background:${BAR}}`,
    `.c{background:url("data:image/png;base64,${'A'.repeat(900)}")}`,
  ])('%s', async (css) => {
    expect(await cellOf(css)).toMatchObject({ text: '136', inferred: true });
  });

  it.each([
    '.n{mask-image:none}',
    '.n{mask-image:linear-gradient(#000,#333)}',
    '.n{clip-path:none}',
    '.n{clip-path:inset(0 round 4px)}',
    '.n{clip-path:polygon(0 0, 100% 0, 100% 100%, 0% 100%)}',
    '.t{clip-path:none;letter-spacing:-1px}',
    '.t{letter-spacing:-.31em} .c{letter-spacing:normal}',
    '.n{text-decoration:underline;text-underline-offset:4px}',
    '.c{background:linear-gradient(#fff,#eee)}',
    '.c{background:url(ground.png)}',
    '.c{background:url(top.png) repeat-x}',
    '.n{background:url(icon.png) no-repeat left center}',
    '.n{background:linear-gradient(red,red) 0 100%/100% 2px no-repeat}',
    '.n{background:linear-gradient(transparent 60%,yellow 60%)}',
    '.c{background:linear-gradient(white 45%,red 45%,red 55%,white 55%)} .n{background:#fff}',
    'body{background:url(page.png) no-repeat center}',
  ])('and one that none does: %s', async (css) => {
    const cell = await cellOf(css);
    expect(cell).toMatchObject({ text: '136' });
    expect(cell).not.toHaveProperty('inferred');
  });

  it.each([
    '.n{-webkit-mask-image:linear-gradient(transparent,transparent)}',
    '.n{mask:linear-gradient(#000,#000);mask-size:0 0}',
    '.n{text-decoration:line-through wavy}',
  ])('or hides in one that can be told: %s', async (css) => {
    expect((await cellOf(css))?.text).toBe('');
  });
});
