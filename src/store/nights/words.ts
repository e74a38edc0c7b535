import type { Language } from '../../language/language.ts';
import { FINDING_KINDS, type FindingKind } from './kinds.ts';

/** What a kind of finding says to people: in a night's page, on the command line and on the pages. */
export const FINDING_WORDS: Readonly<Record<Language, Readonly<Record<FindingKind, string>>>> = {
  en: FINDING_KINDS,
  zh: {
    network: '本机网络断过',
    disk: '磁盘已满，或几夜之内将满',
    archive: '存档中有记录无法读取',
    unreachable: '主机没有应答',
    refused: '主机拒绝访问',
    throttled: '主机一直要求放慢，直到夜间结束',
    server_error: '主机返回错误',
    moved: '列表已不在原来的地址',
    list_fell: '列表的行数比前几夜少得多，或不再能读到末尾',
    incomplete: '列表不能确定已读完',
    reading_fell: '这一夜的年报数字比以前少得多，或不符的校验多得多',
    unreadable: '有文件没有程序能读取',
    page_failed: '列表所列的网页或文件取不到',
    season_behind: '上年度的年报比去年同期少得多',
  },
};
