/** What a person, a page or a watchdog wants to know of the nights. All of it reads, none of it writes. */
export { bytesFree, type DiskState, diskState } from './disk.ts';
export { type DuePortal, duePortals, dueReports, dueYear, isSeason } from './due.ts';
export {
  commandFor,
  type DoubtfulChannelNow,
  doubtfulChannelsNow,
  type OpenFinding,
  openFindings,
  refusingHosts,
} from './findings.ts';
export { lastNights, type Night, nightReportText } from './nights.ts';
