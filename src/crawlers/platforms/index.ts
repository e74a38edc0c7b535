import type { Detection, Dialect, Page } from './dialect.ts';
import { generic } from './generic.ts';
import { trs } from './trs.ts';

/** All families, one line each, alphabetical. `generic` is last: it takes any page, so on equal confidence the others win. */
export const DIALECTS: readonly Dialect[] = [trs, generic];

export interface Detected {
  readonly dialect: Dialect;
  readonly detection: Detection;
}

/** All dialects that recognise a page, the surest first. */
export function detections(page: Page): Detected[] {
  return DIALECTS.flatMap((dialect) => {
    const detection = dialect.detect(page);
    return detection === null ? [] : [{ dialect, detection }];
  }).sort((a, b) => b.detection.confidence - a.detection.confidence);
}

/** The dialect that is surest of a page; `generic` where no family recognises it. */
export function detectDialect(page: Page): Detected {
  return detections(page)[0] ?? { dialect: generic, detection: { confidence: 0, evidence: ['no family recognised'] } };
}

/** The dialect of a key, e.g. one that a config names; null where there is none. */
export function dialectByKey(key: string): Dialect | null {
  return DIALECTS.find((dialect) => dialect.key === key) ?? null;
}
