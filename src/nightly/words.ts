import type { Language } from '../language/language.ts';
import {
  FINDING_KINDS,
  type FindingKind,
  type FindingScope,
  NIGHT_CAUSES,
  type NightCause,
} from '../store/nights/kinds.ts';
import type { NightFinding, NightReport } from './report.ts';

interface NightWords {
  readonly kind: Readonly<Record<FindingKind, string>>;
  readonly cause: Readonly<Record<NightCause, string>>;
  readonly scope: Readonly<Record<Exclude<FindingScope, 'run'>, string>>;
  readonly state: Readonly<Record<NightFinding['state'], string>>;
  readonly news: Readonly<Record<NightReport['news'][number]['what'], string>>;
  readonly mode: Readonly<Record<NightReport['mode'], string>>;
}

/** What the closed lists of a night's report say to people. */
export const NIGHT_WORDS: Readonly<Record<Language, NightWords>> = {
  en: {
    kind: FINDING_KINDS,
    cause: NIGHT_CAUSES,
    scope: { portal: 'portal', family: 'family', host: 'host' },
    state: { new: 'new', grown: 'grown', expired: 'acknowledgement ran out', known: 'known' },
    news: { new: 'new', changed: 'changed', withdrawn: 'withdrawn', restored: 'restored' },
    mode: { nightly: 'nightly', backfill: 'backfill' },
  },
  zh: {
    kind: {
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
    cause: {
      ok: '一切正常，或都是已知的问题',
      failures: '这一夜起出了问题',
      incomplete: '这一夜起有列表不能确定已读完',
      disk: '磁盘已满',
      network: '本机网络断了；下一夜继续',
      interrupted: '被人或系统停止；再次运行即继续',
    },
    scope: { portal: '网站', family: '系统', host: '主机' },
    state: { new: '新出现', grown: '又有网站加入', expired: '确认已到期', known: '已知' },
    news: { new: '新增', changed: '变更', withdrawn: '撤下', restored: '恢复' },
    mode: { nightly: '夜间运行', backfill: '补采' },
  },
};
