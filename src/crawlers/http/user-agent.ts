import { VERSION } from '../../version.ts';
import { ROBOT_NAME } from './robots.ts';

/** Says who we are and, where it is configured, how to reach the person who runs this. */
export function userAgent(contact: string | null): string {
  return `${ROBOT_NAME}/${VERSION} (${contact === null ? 'archive of government annual reports' : `+${contact}`})`;
}
