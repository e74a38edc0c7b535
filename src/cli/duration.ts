import { commonMessages } from './messages/common.ts';

/** A length of time for a person: seconds below two minutes, hours from two hours on. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return commonMessages.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return commonMessages.minutes(minutes, seconds % 60);
  if (minutes < 120) return commonMessages.minutes(minutes, 0);
  return commonMessages.hours(Math.floor(minutes / 60), minutes % 60);
}
