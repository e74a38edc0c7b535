import { bilingual } from '../../language/bilingual.ts';

/** What is wrong with database or machine, and the way out. */
export const plainWords = bilingual({
  en: {
    corrupt: (path: string, data: string, message: string) =>
      `${path} is damaged (${message}). Move it away and run \`nianbao rebuild --data ${data}\`: the archive still holds everything`,
    busy: (path: string, message: string) =>
      `${path} is held by another program (${message}): close the one that has it open for writing, and run the same command again`,
    full: (data: string, message: string) =>
      `no space left in ${data} (${message}). Free some, and run the same command again`,
    notWritable: (path: string, message: string) =>
      `${path} cannot be written or opened (${message}). Check the folder and its permissions`,
    diskFailed: (path: string, message: string) =>
      `the disk failed on ${path} (${message}). Check the disk, then run \`nianbao verify\``,
    handles: (message: string) =>
      `no file handles are left (${message}). Raise the limit (ulimit -n 1024), and run the same command again`,
    otherNode: (version: string) =>
      `better-sqlite3 was installed for another version of Node than this one (${version}). Run \`npm rebuild better-sqlite3\` (in a clone, \`npm start\` does it), or use the Node it was installed with`,
    notLoaded: (message: string) => `better-sqlite3 cannot be loaded (${message})`,
    memory: (message: string) => `no memory is left (${message}). Free some, and run the same command again`,
  },
  zh: {
    corrupt: (path, data, message) =>
      `${path} 已损坏（${message}）。请把它移开，运行 \`nianbao rebuild --data ${data}\`：存档里什么都还在`,
    busy: (path, message) => `${path} 正被另一个程序占用（${message}）：关闭正在写它的程序，再运行同一命令`,
    full: (data, message) => `${data} 没有空间了（${message}）。请腾出空间，再运行同一命令`,
    notWritable: (path, message) => `${path} 不能写入或打开（${message}）。请检查目录及其权限`,
    diskFailed: (path, message) => `读写 ${path} 时磁盘出错（${message}）。请检查磁盘，然后运行 \`nianbao verify\``,
    handles: (message) => `文件句柄用完了（${message}）。请提高上限（ulimit -n 1024），再运行同一命令`,
    otherNode: (version) =>
      `better-sqlite3 是为另一个版本的 Node 安装的，而现在是 ${version}。请运行 \`npm rebuild better-sqlite3\`（在克隆的仓库中 \`npm start\` 会自动处理），或改用安装时的 Node`,
    notLoaded: (message) => `better-sqlite3 无法加载（${message}）`,
    memory: (message) => `内存不够了（${message}）。请腾出内存，再运行同一命令`,
  },
});
