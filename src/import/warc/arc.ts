/** ARC, the format before WARC: each record begins with one line of fields, the address first and the length last. */
const LINE = /^((?:https?|ftp|dns|filedesc):\S+) (\S+) (\d{8,14}) (\S+(?: \S+)*?) (\d+)$/;

export const isArcLine = (line: string): boolean => LINE.test(line);

/** What a WARC record would say in its headers. */
export function arcHeaders(line: string): Record<string, string> {
  const [, url = '', ip = '', date = '', type = '', length = ''] = LINE.exec(line) ?? [];
  const isAnswer = /^https?:/i.test(url);
  return {
    'warc-type': isAnswer ? 'response' : 'warcinfo',
    'warc-target-uri': url,
    'warc-ip-address': ip,
    'warc-date': isoDate(date),
    'content-type': isAnswer ? 'application/http; msgtype=response' : (type.split(' ')[0] ?? ''),
    'content-length': length,
  };
}

/** `20240131093000`, cut anywhere behind the day. */
function isoDate(digits: string): string {
  const [, day = '', hour = '00', minute = '00', second = '00'] = /^(\d{8})(\d\d)?(\d\d)?(\d\d)?$/.exec(digits) ?? [];
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${hour}:${minute}:${second}Z`;
}
