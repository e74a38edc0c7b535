import { bilingual } from '../../language/bilingual.ts';

export const serveMessages = bilingual({
  en: {
    host: 'address to listen on; another than this machine’s own shows the corpus to others',
    port: 'port; 0: any that is free',
    data: 'data folder: database and archive',
    about: `The corpus in a browser: find reports, see each number on the page that it stands on, organs over the years, coverage, revisions,
codebook, the state of the last runs. Read-only: a crawl may run beside. Each page's address with .json behind it gives the same
as JSON. Ctrl-C ends it.`,
    portTaken: (port: number) => `port ${port} is in use; choose another one: nianbao serve --port ${port + 1}`,
    serving: (url: string) => `${url}    the corpus in a browser; Ctrl-C ends it`,
    takesHost: 'an address, such as 127.0.0.1',
    takesPort: 'a port, such as 8080',
  },
  zh: {
    host: '监听的地址；不是本机自己的地址时，别人也能看到数据',
    port: '端口；0 表示任意空闲端口',
    data: '数据目录：数据库与存档',
    about: `在浏览器里看数据：查找年报，查看每个数字所在的原页，机关历年变化、覆盖、修订、编码手册，以及最近的运行情况。
只读：可与采集同时进行。页面地址加 .json 即得同样内容的 JSON。按 Ctrl-C 结束。`,
    portTaken: (port) => `端口 ${port} 已被占用；请换一个：nianbao serve --port ${port + 1}`,
    serving: (url) => `${url}    在浏览器中打开；按 Ctrl-C 结束`,
    takesHost: '一个地址，例如 127.0.0.1',
    takesPort: '一个端口，例如 8080',
  },
});
