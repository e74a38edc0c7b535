import { hostOf } from '../../crawlers/http/scope.ts';

/**
 * What shards count as one host. The frontier keeps a pace for a name and a port; the usual two ports of one name are one server all the
 * same, and must not come apart.
 */
export const hostKey = (url: string): string => keyOfHost(hostOf(url));

/** The same for `name:port`. */
export const keyOfHost = (host: string): string => host.replace(/:(?:80|443)$/, '');
