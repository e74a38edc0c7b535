import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { type AnyNode, descendants, isElement, parseHtml } from '../../../../../src/extract/formats/html/dom/dom.ts';
import { treeAdapter } from '../../../../../src/extract/formats/html/dom/tree.ts';
import { randomFrom } from '../../../../../src/sample/random.ts';

/** A tree without its links to and fro. */
const shapeOf = (root: AnyNode): string =>
  JSON.stringify(root, (key, value: unknown) => (/^(?:parent|prev|next|elements)$/.test(key) ? undefined : value));

const PIECES =
  '<table>|<tr><td>|<p class="a b" style=\'font-family:仿宋_GB2312\' NoWrap>|<td colspan=2 w:st=on/>|<br/>|<hr / >|<i a=1 a=2>|<b a = "1">|</b >|<u x="&lt;">|<o:p>|<w:st_1 a\n b="\t">|<TD ALIGN="Right"|</td>|<p class=|"a b"|\'x&amp;y\'|data-nr1=|=|>|/>|<|&|&nbsp;|&#20013;|&lt|"|\'|/|-|--|<!--|-->|<!DOCTYPE html>|<?xml|<![CDATA[|]]>|<script>|</script>|<style>|</style>|<textarea>|</textarea>|<title>|</title>|<svg>|<svg viewbox=0>|</svg>|<math definitionurl=a>|</math>|<mi>|<mglyph definitionurl=a viewbox=0>|<p definitionurl=a viewbox=0>|<desc definitionurl=a viewbox=0>|<template>|<plaintext>|<pre>|<o:p>|政府信息公开|12 345|𠮷|\ud842|\udc00|\ufeff|\u3000| |  |\t|\f|\n|\r|\r\n|\0|a|Z9'.split(
    '|',
  );

test('runs that are taken at once give the tree that the parser gives by itself, whatever stands between them', () => {
  const random = randomFrom(7);
  for (let page = 0; page < 400; page++) {
    const html = Array.from({ length: 1 + (page % 60) }, () => random.pick(PIECES)).join('');
    expect(shapeOf(parseHtml(html)), JSON.stringify(html)).toBe(shapeOf(parse(html, { treeAdapter })));
  }
});

test('the elements that are known of a page are those of its tree, in their order', () => {
  const random = randomFrom(8);
  let known = 0;
  for (let page = 0; page < 400; page++) {
    const html = Array.from({ length: 1 + (page % 60) }, () => random.pick(PIECES)).join('');
    const parsed = parseHtml(html);
    if (parsed.elements === null) continue;
    known += 1;
    const found = [...descendants(parsed)].filter(isElement);
    expect(found.length, JSON.stringify(html)).toBe(parsed.elements.length);
    expect(found.every((element, at) => element === parsed.elements?.[at])).toBe(true);
  }
  expect(known).toBeGreaterThan(100);
});

test('a page longer than what the parser keeps of it', () => {
  const html = `<body>${'<p title="字段 &amp; 值">一、总体情况 12</p>\r\n'.repeat(2500)}`;
  expect(shapeOf(parseHtml(html))).toBe(shapeOf(parse(html, { treeAdapter })));
});
