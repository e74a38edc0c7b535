import type { Detection, Dialect, Page } from './dialect.ts';
import { epoint } from './epoint.ts';
import { eportal } from './eportal.ts';
import { generic } from './generic.ts';
import { gkmlpt } from './gkmlpt.ts';
import { henan } from './henan.ts';
import { igs } from './igs.ts';
import { jeecms } from './jeecms.ts';
import { jpaas } from './jpaas.ts';
import { jpage } from './jpage.ts';
import { lonsun } from './lonsun.ts';
import { nfcms } from './nfcms.ts';
import { ilist, infopublic } from './paged.ts';
import { shanghai } from './shanghai.ts';
import { trs } from './trs.ts';
import { truecms } from './truecms.ts';
import { ucap } from './ucap.ts';
import { vsb } from './vsb.ts';
import { was } from './was.ts';
import { xxgk } from './xxgk.ts';
import { xxgkcontent } from './xxgkcontent.ts';
import { zcms } from './zcms.ts';

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
