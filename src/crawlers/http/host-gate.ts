/** Who else has a say before a host is asked: where several machines crawl, the shard's lease. */
export interface HostGate {
  /**
   * Resolves once the host may be asked at all; called before each request with the host (`name:port`), its pause and the portal that is
   * visited. @throws FetchError where it may not.
   */
  enter(host: string, paceMs: number, portalId: string | null): Promise<void>;
  /** Called immediately before a request is sent. @throws where nothing may be sent any more. */
  check(): void;
}
