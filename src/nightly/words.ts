import type { Language } from '../language/language.ts';
import { type FindingKind, type FindingScope, NIGHT_CAUSES, type NightCause } from '../store/nights/kinds.ts';
import { FINDING_WORDS } from '../store/nights/words.ts';
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
    kind: FINDING_WORDS.en,
    cause: NIGHT_CAUSES,
    scope: { portal: 'portal', family: 'family', host: 'host' },
    state: { new: 'new', grown: 'grown', expired: 'acknowledgement ran out', known: 'known' },
    news: { new: 'new', changed: 'changed', withdrawn: 'withdrawn', restored: 'restored' },
    mode: { nightly: 'nightly', backfill: 'backfill' },
  },
  zh: {
    kind: FINDING_WORDS.zh,
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
