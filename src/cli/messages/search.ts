import { bilingual } from '../../language/bilingual.ts';

export const searchMessages = bilingual({
  en: {
    words: 'words that must all be there; OR, NOT, ( ) and "quotes"',
    section: (keys: string) => `only in this section: ${keys}`,
    order: 'rank, date, year, or a number, the greatest first: app_new_received_total',
    limit: 'at most so many sections',
    offset: 'without the first so many',
    sql: 'print the SQL that asks the same in any SQLite program',
    json: 'print JSON, one object a section',
    about:
      'Words of any length are found, of one character too. The best sections come first; where more than 10,000 fit, the newest years, and the best of each 500 first.',
    nothing: 'nothing found',
    only: (n: number) => `Only the first ${n === 1 ? 'section' : `${n} sections`}; --limit and --offset show more.`,
    since: 'only what was noticed on this day or later (2024-01-31)',
    aboutRevisions:
      'What became of reports after they were published, newest first: numbers and sentences that changed, reports that were withdrawn (their row left a list that was read to its end, and their page is gone), and reports that came back. Both captures are named. In SQL: the view "revision".',
    noRevisions: 'no revisions',
    kind: { changed: 'changed', withdrawn: 'withdrawn', restored: 'restored' },
    blank: 'blank',
    moreNumbers: (n: number) => `… ${n} more numbers: see --json`,
    moreSentences: (n: number) => `… ${n} more sentences: see --json`,
    before: (day: string, place: string) => `before: captured ${day}, ${place}`,
    after: (day: string, place: string) => `after:  captured ${day}, ${place}`,
  },
  zh: {
    words: '必须都出现的词；可用 OR、NOT、( ) 和 "引号"',
    section: (keys) => `只在这一章节中找：${keys}`,
    order: '排序：rank、date、year，或一个数字（大的在前）：app_new_received_total',
    limit: '最多列出多少个章节',
    offset: '略过前面多少个',
    sql: '显示可在任何 SQLite 程序中使用的同义 SQL',
    json: '输出 JSON，每个章节一个对象',
    about:
      '任何长度的词都能找到，单字也可以。最相关的章节在前；超过 10000 个时，先列最新年度的，每 500 个中最相关的在前。',
    nothing: '没有找到',
    only: (n) => `只显示 ${n} 个章节；用 --limit 和 --offset 查看更多。`,
    since: '只列出这一天及以后发现的（2024-01-31）',
    aboutRevisions:
      '年报公布以后的变化，最近的在前：数字和句子的改动、被撤下的年报（它从已读完的列表中消失，网页也不在了）、重新出现的年报。前后两次获取都会写明。SQL 中见视图 revision。',
    noRevisions: '没有改动',
    kind: { changed: '更正', withdrawn: '撤下', restored: '恢复' },
    blank: '空白',
    moreNumbers: (n) => `……另有 ${n} 个数字，见 --json`,
    moreSentences: (n) => `……另有 ${n} 句，见 --json`,
    before: (day, place) => `之前：获取于 ${day}，${place}`,
    after: (day, place) => `之后：获取于 ${day}，${place}`,
  },
});
