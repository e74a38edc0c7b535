/** Whether an address carries a user name or password. They would stand in database, archive and logs. */
export function hasUserInfo(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

/** The address without user name and password; links carry them by mistake. */
export function withoutUserInfo(address: string): string {
  if (!hasUserInfo(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

/** A message without the user names and passwords of addresses in it: a password is not for the log. */
export const maskUserInfo = (message: string): string => message.replace(/\/\/[^\s/@"]+@/g, '//…@');
