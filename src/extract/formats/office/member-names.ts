import iconv from 'iconv-lite';

/** A member's name inside an archive: UTF-8 where it is valid, else GBK, which Chinese Windows tools write. */
export function memberName(raw: Buffer, isUtf8: boolean): string {
  const name = isUtf8 || isValidUtf8(raw) ? raw.toString('utf8') : iconv.decode(raw, 'gb18030');
  return name.replace(/\\/g, '/').replace(/^\/+/, '');
}

function isValidUtf8(raw: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(raw);
    return true;
  } catch {
    return false;
  }
}

/** Folders, and what operating systems leave in archives: resource forks, thumbnails, folder settings. */
export function isLeftover(name: string): boolean {
  return (
    name === '' ||
    name.endsWith('/') ||
    /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/i.test(name)
  );
}
