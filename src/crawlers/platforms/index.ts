import type { Detection, Dialect, Page } from './dialect.ts';
import { epoint } from './families/epoint.ts';
import { eportal } from './families/eportal.ts';
import { generic } from './families/generic.ts';
import { gkmlpt } from './families/gkmlpt.ts';
import { henan } from './families/henan.ts';
import { igs } from './families/igs.ts';
import { jeecms } from './families/jeecms.ts';
import { jpaas } from './families/jpaas.ts';
import { jpage } from './families/jpage.ts';
import { lonsun } from './families/lonsun.ts';
import { nfcms } from './families/nfcms.ts';
import { ilist, infopublic } from './families/paged.ts';
import { shanghai } from './families/shanghai.ts';
import { trs } from './families/trs.ts';
import { truecms } from './families/truecms.ts';
import { ucap } from './families/ucap.ts';
import { vsb } from './families/vsb.ts';
import { was } from './families/was.ts';
import { xxgk } from './families/xxgk.ts';
import { xxgkcontent } from './families/xxgkcontent.ts';
import { zcms } from './families/zcms.ts';

/** All families, one line each, alphabetical. `generic` is last: it takes any page, so on equal confidence the others win. */
export const DIALECTS: readonly Dialect[] = [
  epoint,
  eportal,
  gkmlpt,
  henan,
  igs,
  ilist,
  infopublic,
  jeecms,
  jpaas,
  jpage,
  lonsun,
  nfcms,
  shanghai,
  trs,
  truecms,
  ucap,
  vsb,
  was,
  xxgk,
  xxgkcontent,
  zcms,
  generic,
];

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
