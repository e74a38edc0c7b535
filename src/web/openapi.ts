import { z } from 'zod';
import { VERSION } from '../version.ts';
import { COVERAGE, OF_REPORT, REVISIONS, SELECTION } from './address/query.ts';

/** An address of the interface, for people and for programs. */
export interface ApiOperation {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly parameters: z.ZodObject;
  /** That answers in any corpus. */
  readonly example: string;
  /** What it gives, where that is no JSON. */
  readonly types?: readonly string[];
}

const ORGAN = z.object({ portal: z.string().optional() });
const NONE = z.object({});
const EXPORT = SELECTION.omit({ q: true, section: true, order: true, page: true }).extend({
  shape: z.string(),
  format: z.string(),
});

export const OPERATIONS: readonly ApiOperation[] = [
  {
    path: '/index.json',
    zh: '查找报告',
    en: 'Find reports',
    parameters: SELECTION,
    example: '/index.json?from=2020&order=year',
  },
  {
    path: '/report/{organ}/{year}.json',
    zh: '一份报告：数字、校验、警告、正文、来源、版次',
    en: 'A report: numbers, checks, warnings, text, sources, editions',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021.json',
  },
  {
    path: '/report/{organ}/{year}/{cell}.json',
    zh: '一个数字的出处',
    en: 'Where a number comes from',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021/app_new_received_total.json',
  },
  {
    path: '/report/{organ}/{year}/section/{number}.json',
    zh: '一个章节',
    en: 'A section',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021/section/1.json',
  },
  {
    path: '/report/{organ}/{year}/file',
    zh: '原文件',
    en: 'The original file',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021/file',
    types: ['application/octet-stream'],
  },
  {
    path: '/report/{organ}/{year}/capture',
    zh: '存档记录（WARC）',
    en: 'The archive’s record',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021/capture',
    types: ['application/warc'],
  },
  {
    path: '/report/{organ}/{year}/page/{number}',
    zh: '原文件的一页（图片）',
    en: 'A page of the document as a picture',
    parameters: OF_REPORT,
    example: '/report/清溪县人民政府/2021/page/1',
    types: ['image/jpeg', 'image/svg+xml'],
  },
  {
    path: '/organ/{organ}.json',
    zh: '一个机关的各年',
    en: 'An organ’s years',
    parameters: ORGAN,
    example: '/organ/清溪县人民政府.json',
  },
  {
    path: '/coverage.json',
    zh: '谁发布了',
    en: 'Who has published',
    parameters: COVERAGE,
    example: '/coverage.json?level=province',
  },
  {
    path: '/compare.json',
    zh: '比较机关',
    en: 'Organs side by side',
    parameters: z.object({ organ: z.string(), series: z.string().optional(), years: z.string().optional() }),
    example: '/compare.json?organ=清溪县人民政府',
  },
  { path: '/revisions.json', zh: '修订', en: 'Revisions', parameters: REVISIONS, example: '/revisions.json' },
  { path: '/codebook.json', zh: '编码手册', en: 'Codebook', parameters: NONE, example: '/codebook.json' },
  {
    path: '/codebook/{variable}.json',
    zh: '一个变量及其分布',
    en: 'A variable and its distribution',
    parameters: NONE,
    example: '/codebook/app_new_received_total.json',
  },
  { path: '/status.json', zh: '运行状况', en: 'State of the runs', parameters: NONE, example: '/status.json' },
  { path: '/cite.json', zh: '如何引用', en: 'How to cite', parameters: NONE, example: '/cite.json' },
  {
    path: '/download',
    zh: '按所选导出',
    en: 'An export of a selection',
    parameters: EXPORT,
    example: '/download?shape=series&format=csv',
    types: ['application/octet-stream'],
  },
];

const JSON_CONTENT = { 'application/json': { schema: { type: 'object' } } };

/** The interface as OpenAPI 3.1. */
export function openApi(): object {
  const paths = OPERATIONS.map(({ path, en, parameters, types, example }) => [
    path,
    {
      get: {
        summary: en,
        parameters: [...inPath(path, example), ...inQuery(parameters, example)],
        responses: {
          200: {
            description: `For example ${example}`,
            content: types ? Object.fromEntries(types.map((type) => [type, {}])) : JSON_CONTENT,
          },
          300: { description: 'Several reports or organs fit: they are listed with their addresses.' },
          400: { description: 'A parameter is none: `error` says which.' },
          404: { description: 'There is no such thing.' },
          429: { description: 'Too many requests: wait for the seconds of Retry-After.' },
        },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'nianbao',
      version: VERSION,
      description: 'Annual reports on government information disclosure of China. Read-only.',
    },
    paths: Object.fromEntries(paths),
  };
}

/** The parts of a path, with those of its example. */
function inPath(path: string, example: string): object[] {
  const values = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/?]+)')}`).exec(example) ?? [];
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name], index) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    example: values[index + 1],
  }));
}

function inQuery(parameters: z.ZodObject, example: string): object[] {
  const schema = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  const values = new URLSearchParams(example.split('?')[1]);
  return Object.entries(schema.properties ?? {}).map(([name, own]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) === true && !isWish(own),
    schema: own,
    ...(values.has(name) ? { example: values.get(name) } : {}),
  }));
}

/** An empty schema is that of a field that may be anything typed, also nothing. */
const isWish = (schema: object): boolean => Object.keys(schema).length === 0;
