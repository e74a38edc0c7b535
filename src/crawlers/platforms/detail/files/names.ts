import type { Page } from '../../dialect.ts';
import { clean, type PageElement, squeeze } from '../../page/dom.ts';
import { fileName } from './file-address.ts';

/** What a link calls its file: its title, its words, the file's name. */
export function attachmentName(page: Page, link: PageElement, url: string): string {
  const names = [link.attribs.title, page.$(link).text(), link.attribs.download].map((text) => clean(text ?? ''));
  const named = names.find((name) => !nameless(name));
  if (named !== undefined) return named;
  const navigation = clean(
    clean(page.$(link).closest('li, p, td').text()).replace(/(?:点击)?(?:下载|查看|打开)\s*$/, ''),
  );
  return nameless(navigation) || navigation.length > 120 ? fileName(url) : navigation;
}

/** Words that say only that there is something to click. */
export function nameless(name: string): boolean {
  return (
    squeeze(name) === '' ||
    /^[[【(（]?(?:附件)?(?:点击|立即)?(?:此处|这里)?(?:下载|查看|打开|预览|附件)?(?:附件|文件|原文)?[\])】）]?[:：]?$/.test(
      squeeze(name),
    )
  );
}

/** A file's name, also with its size behind it: `年报.pdf（1.2MB）`. */
const NAMES_FILE = /\.(?:pdf|docx?|wps|rtf|odt|xlsx?|et|ofd|zip|rar|7z|txt)\s*(?:[[（(【][^)）\]】]{0,20}[)）\]】])?$/i;

/** Whether a link says that it gives a file: by a file's name in its words or title, or by `download`. */
export function saysFile(page: Page, link: PageElement): boolean {
  const { title = '', download } = link.attribs;
  return download !== undefined || NAMES_FILE.test(title.trim()) || NAMES_FILE.test(clean(page.$(link).text()));
}
