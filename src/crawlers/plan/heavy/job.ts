import type { PortalConfig, Settings } from '../../../config/index.ts';
import type { AnswerTask } from '../plan-answer.ts';

/** A heavy page and all that its plan depends on, as it crosses to a worker. */
export interface PageJob {
  readonly answer: {
    readonly url: string;
    readonly status: number;
    readonly contentType: string;
    readonly bytes: Uint8Array;
  };
  readonly portal: { readonly config: PortalConfig; readonly settings: Settings };
  readonly queued: AnswerTask['queued'];
  readonly channel: AnswerTask['channel'];
  /** Rows that the visit has seen in the channel. */
  readonly seen: readonly string[];
}
