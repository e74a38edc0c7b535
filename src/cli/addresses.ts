import { AddressPolicy } from '../crawlers/http/address.ts';
import { messageOf } from '../message-of.ts';
import { UsageError } from './command.ts';
import { commonMessages } from './messages/common.ts';

/** The addresses that `--allow-private` names. @throws {UsageError} for what is neither address, network nor name. */
export function addressPolicy(allowed: unknown): AddressPolicy {
  try {
    return new AddressPolicy(Array.isArray(allowed) ? allowed.map(String) : []);
  } catch (error) {
    throw new UsageError(commonMessages.notAPlace(messageOf(error).replace(/^.*: /, '')));
  }
}

/** For options that may be given several times. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}
