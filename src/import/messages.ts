import { bilingual } from '../language/bilingual.ts';
import { IMPORT_SKIPS } from './reasons.ts';

/** The closed list of reasons as people read them; what is stored are its codes. */
export const importReasonMessages = bilingual({
  en: { skip: IMPORT_SKIPS },
  zh: {
    skip: {
      empty: '没有内容',
      system_file: '隐藏文件，或操作系统、办公软件留下的（Thumbs.db、.DS_Store、~$……）',
      not_a_document: '从文件名看，是网页附带文件、程序、音频或视频',
      not_a_file: '设备、管道或套接字',
      link_loop: '已用另一个名字或链接访问过的目录',
      data_folder: '数据目录本身',
      no_access: '打不开：没有权限，或链接指向不存在的地方',
      too_large: '超过年报或年报压缩包可能的大小',
      not_an_answer: '不是成功应答的 WARC 记录：请求、重定向、错误、revisit、元数据',
      partial_answer: '只含文件一部分的 WARC 记录（206）；只导入完整的',
      page_part: '图片、样式、脚本、字体、音频或视频的 WARC 记录',
      off_subject: '没有谈到信息公开年报的网页的 WARC 记录',
      not_read: '读取时发生了没有预料到的错误',
      damaged_record: 'WARC 文件中残缺或损坏的部分；其前后的内容已导入',
    },
  },
});
