import { describe, expect, it } from 'vitest';
import { readHtml, rowsOf, tablesOf } from '../../../../support/blocks.ts';

const NUMBERS = '<tr><td>行政许可</td><td>15</td></tr><tr><td>规范性文件</td><td>24</td></tr>';
const page = (css: string, cell: string, head = ''): string =>
  `<!DOCTYPE html><html><head>${head}<style>${css}</style></head><body><div class="content" id="main"><table class="t"><tr><td>规章</td><td class="c">${cell}</td></tr>${NUMBERS}</table></div></body></html>`;

/** What is read of a cell in which a 9 of class `n` stands before 136. */
async function cellOf(css: string, cell = '<span class="n">9</span>136', head = ''): Promise<string | undefined> {
  const [table] = tablesOf(await readHtml(page(css, cell, head)));
  return table && rowsOf(table)[0]?.[1];
}

describe('rules that browsers pass over hide nothing', () => {
  it.each([
    '.n{display:none!ie}',
    '.n{display:none} .n{all:unset}',
    '.n{position:relative} .n::after{content:"";position:absolute;left:0;right:0;top:100%;border-top:1px solid}',
    '.n{zoom:0}',
    '.n{color:oklch(.5 .1 20)}',
  ])('%s', async (css) => {
    expect(await cellOf(css, '<span class="n">136</span>')).toBe('136');
  });

  it.each(['<style type="text/less">', '<style media="print">', '<style media="screen and (max-width:600px)">'])(
    '%s',
    async (style) => {
      expect(await cellOf('', `${style}.n{display:none}</style><span class="n">136</span>`)).toBe('136');
    },
  );
});

describe('a page that links its style sheets', () => {
  const link = '<link rel="stylesheet" href="bootstrap.css">';
  it.each(['visible-xs', 'd-none', 'd-lg-none', 'sr-only', 'hidden-lg', 'layui-hide', 'hidden'])(
    'does not show what has the class %s',
    async (name) => {
      expect(await cellOf('', `<span class="${name}">9</span>136`, link)).toBe('136');
      expect(await cellOf('', `<span class="${name}">136</span>`)).toBe('136');
    },
  );

  it.each(['visible-lg', 'd-none d-md-inline', 'hidden-xs', 'hidden md:block'])('shows %s', async (name) => {
    expect(await cellOf('', `<span class="${name}">136</span>`, link)).toBe('136');
  });
});

describe('a sheet that the page carries in an address', () => {
  const rule = '.n{display:none}';
  const base64 = `data:text/css;base64,${Buffer.from(rule).toString('base64')}`;
  const link = (href: string, more = ''): string => `<link rel="stylesheet" href="${href}"${more}>`;
  it.each([
    ['', link(base64)],
    ['', link(`data:text/css;charset=utf-8,${encodeURIComponent(rule)}`)],
    [`@import url("data:text/css,${rule}");`, ''],
    [`@import '${base64}' screen;`, ''],
  ])('hides what it says: %s%s', async (css, head) => {
    expect(await cellOf(css, undefined, head)).toBe('136');
  });

  it.each([
    ['', link(base64, ' media="print"')],
    ['', link('data:text/css;base64')],
    ['', link('data:text/css,%')],
    [`@import '${base64}' print;`, ''],
  ])('hides nothing: %s%s', async (css, head) => {
    expect(await cellOf(css, '<span class="n">136</span>', head)).toBe('136');
  });
});

describe('a number that nobody sees is not there', () => {
  it.each([
    '.n{display:none}',
    '.content .n{display:none}',
    '#main > .t td > .n{display:none}',
    'td.c .n:first-child{display:none}',
    'td span:nth-of-type(1){display:none}',
    'span[class="n"]{display:none}',
    '[class^=n]{display:none}',
    'td > :not(.v):not(b){display:none}',
    'tr:has(.n) .n{display:none}',
    ':is(.x, .n){display:none}',
    '.x, .n, .y{DISPLAY : None}',
    'td .n{display:none!important} .t .c .n{display:inline}',
    '@media screen{.n{display:none}}',
    '@media all{.n{display:none}}',
    '@media only screen and (min-width:1024px){.n{display:none}}',
    '@media (width >= 60em) and (orientation:landscape){.n{display:none}}',
    '@media not print{.n{display:none}}',
    '@media print, screen{.n{display:none}}',
    '@supports (display:grid){.n{display:none}}',
    '@supports not (display:nonsense){.n{display:none}}',
    '@charset "utf-8"; .n{display:none}',
    '@layer base{.n{display:none}}',
    '@layer a, b; @layer b{.n{display:none}} @layer a{.n{display:inline}}',
    '@layer a{.n{display:none!important}} .n{display:inline!important}',
    '.content{& .n{display:none}}',
    '.n{color:oklch(1 0 0)}',
    '.n{color:oklab(98% 0 0)}',
    '.n{color:lab(100 0 0)}',
    '.n{color:color(srgb 1 1 1)}',
    '.n{font-size:calc(1px * 0)}',
    '.n{position:absolute;inset-inline-start:-9999px}',
    '.n{display:inline-block;transform:rotateY(90deg)}',
    '.n{display:inline-block;rotate:x 90deg}',
    '.n{zoom:.01}',
    '.n{position:fixed;top:-100%}',
    '.n{position:relative} .n::after{content:"";position:absolute;left:0;right:0;top:50%;border-top:1px solid}',
    '.n{position:relative} .n:before{content:" ";position:absolute;left:0;width:100%;top:.5em;height:1px;background:red}',
    '.\\6e {display:none}',
    '.content{.n{display:none}}',
    '.n{@media screen{display:none}}',
    ':root{--gone:none} .n{display:var(--gone)}',
    '.n{display:var(--unknown, none)}',
    '<!-- .n{display:none} -->',
    '/* } */ .n{display:none',
    '.n{display:none;display:nonsense}',
    '.n{visibility:hidden}',
    '.n{visibility:collapse}',
    '.n{opacity:0}',
    '.n{opacity:0%}',
    '.n{filter:opacity(0)}',
    '.n{font-size:0}',
    '.n{font:0/0 a}',
    '.n{font-size:1px}',
    '.n{color:#fff}',
    '.n{color:#FEFEFE}',
    '.n{color:white}',
    '.n{color:hsl(0 0% 100%)}',
    '.n{color:rgba(0,0,0,0)}',
    '.n{color:transparent}',
    '.n{-webkit-text-fill-color:transparent}',
    '.t{background:#003366;color:#fff} .n{color:#036}',
    '.c{background:#eee} .n{color:#eee}',
    '.n{position:absolute;left:-9999px}',
    '.n{position:absolute;top:-9999px}',
    '.n{position:fixed;inset:-200em auto auto -200em}',
    '.n{position:relative;left:-625rem}',
    '.n{position:absolute;left:calc(-100vw - 20px)}',
    '.n{display:block;text-indent:-9999px;overflow:hidden}',
    '.n{display:inline-block;margin-left:-9999px}',
    '.n{position:absolute;clip:rect(0,0,0,0)}',
    '.n{position:absolute;clip:rect(1px 1px 1px 1px)}',
    '.n{clip-path:inset(50%)}',
    '.n{clip-path:inset(100%)}',
    '.n{clip-path:circle(0)}',
    '.n{clip-path:polygon(0 0, 0 0, 0 0, 0 0)}',
    '.n{position:absolute;width:1px;height:1px;overflow:hidden}',
    '.n{display:inline-block;width:0;overflow:hidden}',
    '.n{float:left;max-width:0;overflow:hidden}',
    '.n{display:block;max-height:0;overflow:hidden}',
    '.n{display:block;height:0;overflow:clip}',
    '.n{display:inline-block;transform:scale(0)}',
    '.n{display:inline-block;transform:scale(1, 0)}',
    '.n{display:inline-block;transform:translateX(-9999px)}',
    '.n{display:inline-block;translate:-9999px}',
    '.n{display:inline-block;scale:0}',
    '.n{content-visibility:hidden}',
    '.n{text-decoration:line-through}',
    '.n{text-decoration:red wavy line-through}',
    '.n{text-decoration-line:underline line-through}',
  ])('%s', async (css) => {
    expect(await cellOf(css)).toBe('136');
  });

  it.each([
    ['an attribute', '', '<span hidden>9</span>136'],
    ['its style attribute', '', '<span style="display : none">9</span>136'],
    [
      'its style attribute, of a url with a semicolon',
      '',
      '<span style="background:url(a;b.png);display:none">9</span>136',
    ],
    [
      'an important rule over its style attribute',
      '.n{display:none!important}',
      '<span class="n" style="display:inline">9</span>136',
    ],
    ['a white font', '', '<font color="#FFFFFF">9</font>136'],
    [
      'a font like the ground of the cell',
      '',
      '<table><tr><td bgcolor="ffff00"><font color="yellow">9</font>136</td></tr></table>',
    ],
    [
      'an element around it',
      '.o{visibility:hidden} .v{visibility:visible}',
      '<span class="o">9<span class="v">136</span></span>',
    ],
    [
      'a font of no size around it',
      '.o{font-size:0} .v{font-size:14px}',
      '<span class="o">9<span class="v">136</span></span>',
    ],
    ['a closed box', '', '136<details><summary></summary>9</details>'],
    ['a closed dialog', '', '136<dialog>9</dialog>'],
    ['an element that strikes', '', '<del>9</del>136'],
    [
      'a line through what is around it',
      '.o{text-decoration:line-through}',
      '<div class="o"><b>9</b></div><div>136</div>',
    ],
    [
      'a state that is set in the page',
      '#k:checked ~ .n{display:none}',
      '<input id="k" type="checkbox" checked><span class="n">9</span>136',
    ],
    ['an id', '#n{display:none}', '<span id="n">9</span>136'],
    ['white in a line of black, whatever sheet is not at hand', '.n{color:#fff}', '<span class="n">9</span>136'],
  ])('by %s', async (_, css, cell) => {
    expect(await cellOf(css, cell, '<link rel="stylesheet" href="site.css">')).toBe('136');
  });
});

describe('a number that is seen is read', () => {
  it.each([
    '.m .n{display:none}',
    '.n .v{display:none}',
    '.n + .n{display:none}',
    'td:nth-child(3) .n{display:none}',
    '.n:not(.n){display:none}',
    '.n:hover{display:none}',
    '.n:focus-within{display:none}',
    '.n::before{display:none}',
    '.n{display:none} .n{display:inline}',
    '.c .n{display:inline} .n{display:none}',
    '.n{display:inline!important} #main .n{display:none}',
    ':where(#main) .n{display:none} .n{display:inline}',
    '@layer a{.n{display:none}} .n{display:inline}',
    '@layer a, b; @layer b{.n{display:inline}} @layer a{.n{display:none}}',
    '@media print{.n{display:none}}',
    '@media (max-width:768px){.n{display:none}}',
    '@media screen and (min-width:1920px){.n{display:none}}',
    '@media (prefers-color-scheme:dark){.n{display:none}}',
    '@media not screen{.n{display:none}}',
    '@media (nonsense:1){.n{display:none}}',
    '@media not (nonsense:1){.n{display:none}}',
    '@supports (display:nonsense){.n{display:none}}',
    '@supports (-ms-ime-align:auto){.n{display:none}}',
    '@font-face{font-family:n} @page{size:a4}',
    '.n{*display:none;_display:none;display:none\\9}',
    '.n{display:noen}',
    '.n, .m:nonsense(1){display:none}',
    '.n, .m::-moz-selection{display:none}',
    '.n{opacity:.9}',
    '.n{opacity:1}',
    '.n{color:#ccc}',
    '.n{color:#999}',
    '.n{color:#fff;background:#036}',
    '.c{background:#036;color:#fff}',
    '.t{background:navy} .c{color:white}',
    '.c{background:url(dark.png);color:#fff}',
    '.c{background-image:linear-gradient(#000,#333);color:#fff}',
    '.n{color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text}',
    '.n{color:nonsense}',
    '.n{position:relative;left:-2px;top:-1px}',
    '.n{left:-9999px}',
    '.c{text-indent:-2em}',
    '.n{clip:rect(0,0,0,0)}',
    '.n{clip-path:inset(0)}',
    '.n{overflow:hidden;width:0;height:0}',
    '.c{width:0;overflow:hidden}',
    '.n{display:inline-block;height:0}',
    '.n{display:inline-block;width:1em;overflow:hidden}',
    '.n{transform:rotate(1deg)}',
    '.n{font-size:9pt}',
    '.n{font-size:small}',
    '.n{text-decoration:underline}',
    '.c{text-decoration:line-through} .c{text-decoration:none}',
  ])('%s', async (css) => {
    expect(await cellOf(css)).toBe('9136');
  });

  it.each([
    ['shown again by its style attribute', '.n{display:none}', '<span class="n" style="display:inline">9</span>136'],
    ['shown again by a rule', '[hidden].n{display:inline}', '<span class="n" hidden>9</span>136'],
    ['not struck, as its rule says', 'del{text-decoration:none}', '<del>9</del>136'],
    [
      'a box of its own in a struck line',
      '.o{text-decoration:line-through} .n{display:inline-block}',
      '<span class="o"><span class="n">9</span></span>136',
    ],
    ['a link in a white text', '.c{color:#fff}', '<a href="#">9136</a>'],
    ['an open box', '', '<details open>9136</details>'],
    [
      'a cell that is white as a whole, by a sheet that is not at hand',
      '.c{color:#fff}',
      '9136',
      '<link rel="stylesheet" href="a.css">',
    ],
    [
      'rules for print',
      '.n{color:red}',
      '<span class="n">9</span>136',
      '<style media="print">.n{display:none}</style>',
    ],
    ['generated before it', '.c::before{content:"9"}', '136'],
    [
      'generated behind it, from an attribute',
      '.n::after{content:attr(data-n)}',
      '9<span class="n" data-n="136"></span>',
    ],
    ['the choice of a list', '', '<select><option>1</option><option selected>9136</option></select>'],
    ['the first choice of a list', '', '<select><option>9136</option><option>1</option></select>'],
    ['the value of a field', '', '<input value="9136" disabled>'],
    ['a page in a frame', '.n{display:none}', `<iframe srcdoc="&lt;p class='n'&gt;9136&lt;/p&gt;"></iframe>`],
  ])('%s', async (_, css, cell, head = '') => {
    expect(await cellOf(css, cell, head)).toBe('9136');
  });
});
