import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { sentencesOutside, speaksEnglish, untranslated } from '../support/sentences.ts';

const root = resolve(import.meta.dirname, '../..');

it('the look-out knows a sentence from what is typed or named', () => {
  for (const text of ['no reports', 'Only the first $; see below', '$ portals finished', 'print the summary as JSON'])
    expect(speaksEnglish(text), text).toBe(true);
  for (const text of [
    'nianbao report list',
    '--data <dir>',
    '没有年报',
    '见 `nianbao runs --limit 1`',
    'report_doctor',
    '运行 nianbao rebuild 重建',
    '$ $: $',
  ])
    expect(speaksEnglish(text), text).toBe(false);
});

it('no sentence for people stands outside of messages: CONTRIBUTING.md, Add a message', () => {
  expect(sentencesOutside(root)).toEqual([]);
});

it('no message is left in English in Chinese', () => {
  expect(untranslated(root)).toEqual([]);
});
