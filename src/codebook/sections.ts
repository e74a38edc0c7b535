import type { PrintedEntry } from './model.ts';

const section = (
  key: string,
  label: string,
  english: string,
  pattern: RegExp,
  variants: string[] = [],
): PrintedEntry => ({
  key,
  label,
  english,
  pattern,
  variants,
});

/** The six sections of generations 2019 and 2021, in printed order; patterns are tried on the heading without its number. */
export const SECTIONS: readonly PrintedEntry[] = [
  section('overview', '总体情况', 'Overview', /(?:总体|基本|整体)(?:工作)?[情概]况|^概[述况]$|^总体工作$/),
  section(
    'disclosure',
    '主动公开政府信息情况',
    'Proactive disclosure',
    /主动公开(?:政府)?信息(?:的)?情况|^主动公开情况/,
  ),
  section(
    'applications',
    '收到和处理政府信息公开申请情况',
    'Applications received and handled',
    /收到和处理|(?:依)?申请公开(?:政府信息)?(?:办理)?(?:的)?情况/,
  ),
  section(
    'review_litigation',
    '政府信息公开行政复议、行政诉讼情况',
    'Administrative reconsideration and litigation',
    /行政法?复议.*行政诉讼|被申请行政复议|复议.*诉讼/,
    ['因政府信息公开工作被申请行政复议、提起行政诉讼情况'],
  ),
  section(
    'problems',
    '存在的主要问题及改进情况',
    'Problems and improvements',
    /(?:存在|主要).*问题|存在.*不足|问题[及和与]改进/,
  ),
  section(
    'other',
    '其他需要报告的事项',
    'Other matters to report',
    /其他(?:需要?)?(?:报告|说明)(?:的)?(?:事项|情况)|需要?(?:报告|说明)的(?:其他)?(?:事项|情况)|^其他(?:有关|相关)?事项$/,
  ),
];
