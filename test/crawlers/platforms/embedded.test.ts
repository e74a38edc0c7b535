import { expect, it } from 'vitest';
import { withoutEmbedded } from '../../../src/crawlers/platforms/page/embedded.ts';

/** What is meant, as an expression; on long texts it is a hundred times as slow. */
const EMBEDDED = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{10000,}={0,2}/g;

const coded = (length: number): string => 'iVBORw0KGgo+/9A'.repeat(Math.ceil(length / 15)).slice(0, length);

it.each([
  ['nothing', ''],
  ['a short word', coded(9999)],
  ['exactly as long', coded(10_000)],
  ['in an attribute', `<img src="data:image/png;base64,${coded(25_003)}==" alt="图">年报`],
  ['at the end', `年报 ${coded(12_345)}=`],
  ['two, and text between', `${coded(10_001)}== 甲 ${coded(30_000)}===`],
  ['side by side', `${coded(10_000)}=${coded(10_000)}`],
  ['across places that are looked at', `${'字'.repeat(9_990)}${coded(10_009)}${'字'.repeat(5)}${coded(9_998)}`],
  ['a pager', `${'字'.repeat(15_000)}${coded(3000)}${'字'.repeat(15_000)}`],
])('%s', (_, text) => {
  expect(withoutEmbedded(text)).toBe(text.replace(EMBEDDED, ''));
});
