import { describe, expect, it } from 'vitest';
import { isBlank, plain, withoutRadicals, withoutSpace } from '../../src/vocabulary/characters.ts';

describe('characters', () => {
  it('reads radicals of both Unicode blocks as the characters they are printed for', () => {
    expect(withoutRadicals('清溪县⼈⺠政府⽂件 ⾏政许可 个体⼯商⼾ ⻓⾏ ⻔户 ⽔利 ⻝品')).toBe(
      '清溪县人民政府文件 行政许可 个体工商户 长行 门户 水利 食品',
    );
  });

  it('leaves no radical of the supplement that has a character, and touches nothing else', () => {
    for (let code = 0x2f00; code <= 0x2fd5; code++)
      expect(withoutRadicals(String.fromCharCode(code))).not.toBe(String.fromCharCode(code));
    for (const text of ['人民政府', '（一）予以公开', '136①', '１２３', '']) expect(withoutRadicals(text)).toBe(text);
  });

  it('leaves out white space and what takes no room', () => {
    expect(withoutSpace(' 规\u3000章\u200b\ufeff\u00ad\n（Ａ）')).toBe('规章（Ａ）');
    expect(plain(' 规\u3000章（Ａ）')).toBe('规章(A)');
    expect(isBlank('\u00a0\u200b\u3000')).toBe(true);
    expect(isBlank('0')).toBe(false);
  });
});
