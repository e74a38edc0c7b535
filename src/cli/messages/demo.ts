import { bilingual } from '../../language/bilingual.ts';

export const demoMessages = bilingual({
  en: {
    port: 'port of the sample portal on this machine',
    about:
      'Serves a small made-up portal from this machine (no internet) and crawls it: four organs, 2018 to 2024, GBK and UTF-8, all template generations, a corrected edition, a copy, an interpretation, a number that does not add up. Run it twice: nothing is stored twice.',
    portal: (url: string) => `Sample portal (made up, from this machine): ${url}`,
    reports: (reports: number, pages: number) => `${reports} reports on ${pages} list pages`,
    portTaken: (port: number) => `port ${port} is in use; choose another one: nianbao demo --port 8744`,
    look: 'Look at what was stored:',
    panel: 'a panel for Stata, R or pandas: see --help',
    real: "Crawl a real portal (its channel's address, or the id of one of `npx nianbao portals`):",
    browser: 'See it in a browser:',
  },
  zh: {
    port: '示例网站在本机使用的端口',
    about:
      '在本机提供一个小的虚构网站（不需要联网）并采集：四个机关，2018 至 2024 年，GBK 与 UTF-8，各代表格，一份更正版、一份副本、一篇解读、一处加总不符的数字。运行两次：不会重复入库。',
    portal: (url) => `示例网站（虚构，由本机提供）：${url}`,
    reports: (reports, pages) => `${pages} 页列表，共 ${reports} 份年报`,
    portTaken: (port) => `端口 ${port} 已被占用；换一个：nianbao demo --port 8744`,
    look: '看看入库的内容：',
    panel: '供 Stata、R 或 pandas 使用的面板数据，见 --help',
    real: '采集真实的网站（栏目地址，或 `npx nianbao portals` 中的编号）：',
    browser: '在浏览器中查看：',
  },
});
