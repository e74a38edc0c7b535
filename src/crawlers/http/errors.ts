import type { FailureCode } from '../reasons.ts';
import { PrivateAddressError } from './address.ts';

/** A request that brought no response. `retry`: another attempt may bring one. */
export class FetchError extends Error {
  readonly failure: FailureCode;
  readonly retry: boolean;

  constructor(failure: FailureCode, message: string, retry: boolean) {
    super(message);
    this.name = 'FetchError';
    this.failure = failure;
    this.retry = retry;
  }
}

/** Certificates do not get better by asking again; the portal's config can allow them. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/;
const OLD_TLS =
  /UNSUPPORTED_PROTOCOL|LEGACY_RENEGOTIATION|DH_KEY_TOO_SMALL|HANDSHAKE_FAILURE|BAD_ECPOINT|WRONG_(SIGNATURE|CIPHER)|EPROTO/;

/** A connection's error in the words of the person who reads the summary. */
export function explainNetworkError(error: NodeJS.ErrnoException, url: URL): FetchError {
  const code = error.code ?? '';
  if (error instanceof FetchError) return error;
  if (error instanceof PrivateAddressError) return new FetchError('redirect_off_site', error.message, false);
  if (code === 'ENOTFOUND') return new FetchError('unreachable', `no such host: ${url.hostname}`, false);
  if (code === 'EAI_AGAIN')
    return new FetchError('unreachable', `the name ${url.hostname} could not be resolved now`, true);
  if (CERTIFICATE.test(code)) {
    const advice = 'if you trust the host, set legacyTls: true in the portal’s config';
    return new FetchError('unreachable', `certificate of ${url.host}: ${error.message}; ${advice}`, false);
  }
  if (OLD_TLS.test(code) || /ssl|tls/i.test(error.message)) {
    const advice = 'an old server may need legacyTls: true in the portal’s config';
    return new FetchError('unreachable', `TLS with ${url.host}: ${error.message}; ${advice}`, true);
  }
  if (code.startsWith('HPE_'))
    return new FetchError('unreachable', `${url.host} does not answer in HTTP: ${error.message}`, true);
  return new FetchError('unreachable', `${url.host}: ${code || error.message}`, true);
}
