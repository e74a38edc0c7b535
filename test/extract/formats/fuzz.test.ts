import { expect, it } from 'vitest';
import { DAMAGED_KINDS, damagedCopy, outcomeOf } from '../../support/damaged-copies.ts';
import { TELLING } from './telling-copies.ts';

/** The first copies of each kind, whatever they are; those of a PDF are answered by recognising pages, a second each and more. */
const FIRST = { pdf: 20, others: 30 } as const;
/** `NIANBAO_FUZZ=2000` tries as many of each kind, one after the other, `scripts/fuzz.mjs` larger files in a process of their own. */
const MANY = process.env.NIANBAO_FUZZ === undefined ? null : Number(process.env.NIANBAO_FUZZ);
/** What none of them may take of the processor, which is no matter of a busy machine; a PDF without readable text is recognised from pixels. */
const LIMIT_MS = 20_000;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function copiesOf(kind: string): number[] {
  if (kind === 'pdf') return upTo(MANY === null ? FIRST.pdf : Math.ceil(MANY / 10));
  return MANY === null ? [...new Set([...upTo(FIRST.others), ...(TELLING[kind] ?? [])])] : upTo(MANY);
}

it.each(Object.entries(DAMAGED_KINDS))(
  'damaged copies of .%s are read or refused with a reason, at a bounded cost',
  async (kind, write) => {
    const sources = await write();
    for (const source of sources) expect(await outcomeOf(source, kind)).toBe('read');
    for (const number of copiesOf(kind)) {
      const bytes = await damagedCopy(sources, kind, number);
      const before = process.cpuUsage();
      await outcomeOf(bytes, kind).catch((error: unknown) => {
        throw new Error(`${kind}, copy ${number}`, { cause: error });
      });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, `${kind}, copy ${number}`).toBeLessThan(LIMIT_MS);
    }
  },
  (MANY ?? 200) * 20_000,
);
