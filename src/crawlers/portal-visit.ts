import type { ChannelConfig, PortalConfig, Settings } from '../config/index.ts';
import { classifyTitle, type TitleContext, type TitleKind } from '../vocabulary/link-titles.ts';
import { Scope } from './http/scope.ts';
import { withinYears } from './plan/year-limits.ts';
import type { Pace } from './queue/host-scheduler.ts';
import type { NightlyRound } from './queue/rotation.ts';
import type { SkipReason } from './reasons.ts';

/** A portal as it is visited, as far as what follows from its answers depends on it. */
export interface VisitedPortal {
  readonly id: string;
  readonly config: Pick<PortalConfig, 'id' | 'name' | 'code'> & {
    readonly channels: readonly Pick<ChannelConfig, 'url' | 'title' | 'organ'>[];
  };
  readonly settings: Pick<Settings, 'maxRequests'>;
  /** Requests made in this run, against `settings.maxRequests`. */
  requests: number;
  readonly pace: (host: string) => Pace;
  /** The night whose rotation it obeys; null: all is asked for. */
  readonly night: NightlyRound | null;
}

/** One portal in one run: its config with all settings resolved, and the questions that only they can answer. */
export class PortalVisit implements VisitedPortal {
  readonly config: PortalConfig;
  readonly settings: Settings;
  readonly scope: Scope;
  readonly night: NightlyRound | null;
  /** Requests made in this run, against `settings.maxRequests`. */
  requests = 0;

  constructor(config: PortalConfig, settings: Settings, night: NightlyRound | null = null) {
    this.config = config;
    this.settings = settings;
    this.night = night;
    const own = [...config.channels.map(({ url }) => url), ...(config.entry === null ? [] : [config.entry])];
    this.scope = new Scope([...config.hosts, ...own.map((url) => new URL(url).hostname)]);
  }

  get id(): string {
    return this.config.id;
  }

  readonly pace = (_host: string): Pace => ({ delayMs: this.settings.delay, parallel: this.settings.concurrency });

  /** What to do with a link: its kind, and the reason why it is not followed (null: it is). */
  judge(
    link: { url: string; title: string; date?: string | undefined },
    context: TitleContext,
  ): { kind: TitleKind; refused: SkipReason | null } {
    const kind = classifyTitle(link.title, context);
    const outside = this.scope.refuses(link.url);
    if (outside !== null) return { kind, refused: outside };
    const { include, exclude } = this.config;
    if (exclude.some((pattern) => pattern.test(link.title))) return { kind, refused: 'title_excluded' };
    const included = include.some((pattern) => pattern.test(link.title));
    if (!included && kind !== 'report' && kind !== 'bare' && kind !== 'summary') return { kind, refused: kind };
    if (include.length > 0 && !included && kind !== 'summary') return { kind, refused: 'title_excluded' };
    if (!withinYears(link.title, link.date, this.settings.years)) return { kind, refused: 'year_out_of_range' };
    return { kind: included && kind !== 'summary' ? 'report' : kind, refused: null };
  }
}
