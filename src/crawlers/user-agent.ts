import { ROBOT_NAME } from './robots.ts';

/** Raised with the package's version. */
export const VERSION = '0.1.0';

/** Says who we are and, where it is configured, how to reach the person who runs this. */
export function userAgent(contact: string | null): string {
  return `${ROBOT_NAME}/${VERSION} (${contact === null ? 'archive of government annual reports' : `+${contact}`})`;
}
