import { doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

/** Where the section and the column stand and what they are called: `[sections on the way, column]`. */
const WORDS: readonly (readonly [string, readonly string[], string])[] = [
  ['under 公开保障 in a topic', ['专题专栏', '政务公开专题', '公开保障'], '政府信息公开年度报告'],
  ['under 公开平台', ['公开平台', '法定主动公开内容'], '年度报告'],
  ['under 政务 and 公开年报', ['政务'], '公开年报'],
  ['under 政府信息公开工作', ['政务公开', '政府信息公开工作'], '工作年度报告'],
  ['under 信息公开工作年度报告', ['信息公开'], '信息公开工作年度报告'],
  ['under 公开专栏 and 年报公示', ['公开专栏'], '年报公示'],
  ['under 阳光政务', ['阳光政务', '基础信息'], '政府信息公开年报'],
  ['under 政务信息', ['政务信息', '公开监督'], '信息公开年报'],
  ['under 县政府信息公开', ['政务公开', '县政府信息公开'], '县政府信息公开年度报告'],
  ['under 政府信息主动公开', ['政府信息主动公开'], '信息公开工作报告'],
  ['under 公开监督', ['政务公开', '监督保障'], '年度工作报告'],
  ['under 重点领域', ['政务公开', '重点领域信息公开', '其他法定信息'], '政府信息公开年报'],
  ['under 公示公告', ['公示公告', '政府公报'], '年报'],
  ['under 政府信息公开目录', ['政府信息公开目录', '综合政务'], '政府信息公开年度报告'],
];

/** The same few pages, in the words of many organs. */
export const WORD_FRONTS: readonly Front[] = WORDS.map(
  ([name, sections, column], index): Front => ({
    name,
    kind: 'words',
    pages: ({ channel, place }) => {
      const at = (depth: number): string =>
        `/${['p', 'dir', 'lm', 'c'][index % 4]}${index}/${depth}${index % 2 === 0 ? '/' : '.html'}`;
      const pages: Record<string, string> = {
        '/': doc(
          `${place}人民政府`,
          `<ul class="menu">${SECTIONS}<li>${link(at(0), sections[0] ?? '')}</li></ul><ul>${headlines(15 + index * 3)}</ul>`,
        ),
      };
      for (const [depth, section] of sections.entries()) {
        const next = sections[depth + 1];
        const siblings = items(
          [`/s/${index}/${depth}/1.html`, '领导信息'],
          [`/s/${index}/${depth}/2.html`, '机构设置'],
          [`/s/${index}/${depth}/3.html`, '政策文件'],
          [`/s/${index}/${depth}/4.html`, '规划计划'],
        );
        const leads = next === undefined ? link(channel, column) : link(at(depth + 1), next);
        pages[at(depth)] = doc(
          section,
          `<ul>${SECTIONS}</ul><div class="left"><ul>${siblings}<li>${leads}</li></ul></div><ul>${headlines(10, depth)}</ul>`,
        );
      }
      return pages;
    },
  }),
);
