import { hasOrdinal } from '../../../../vocabulary/ordinals.ts';

/**
 * Lines that belong to the page around a report, not to the report: place in the site, view counts, buttons, neighbours, imprint. They
 * change with every new page frame and at every visit.
 */
const spaced = (word: string): string => [...word].map((char) => char.replace(/[+]/, '\\+')).join('[\\s\\u3000]*');
/** Longest first, so that 打印本页 is one button and not 打印 with a rest. */
const anyOf = (words: string): string =>
  words
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .map(spaced)
    .join('|');

const BUTTONS = anyOf(
  '打印 打印本页 打印此页 打印本文 打印正文 打印页面 我要打印 关闭 关闭窗口 关闭本页 关闭页面 关闭此页 返回 返回顶部 返回首页 返回上一页 返回列表 收藏 收藏本页 加入收藏 分享 分享到 分享至 一键分享 微信 微博 新浪微博 腾讯微博 QQ空间 QQ好友 QQ 微信好友 朋友圈 人人网 豆瓣 更多 字体 字号 字体大小 文字大小 大 中 小 大号 中号 小号 默认 超大 特大 恢复 放大 缩小 保存 下载 纠错 我要纠错 页面纠错 语音播报 开始播报 朗读 听全文 无障碍阅读 适老化 繁體 简体 视力保护色 保护视力色 复制链接 推荐 点赞 顶部 首页 A+ A- A T+ T- T',
);
const BUTTON = new RegExp(BUTTONS, 'g');
const BETWEEN_BUTTONS = /^[\s\u3000【】[\]（）()|｜:：、，,/·•>»<+-]*$/;

/** Nothing but buttons and what stands between them. */
const isButtonRow = (line: string): boolean => line !== '' && BETWEEN_BUTTONS.test(line.replace(BUTTON, ''));

const LABELS = anyOf(
  '发布时间 发布日期 发文日期 发文时间 成文日期 成文时间 公开日期 公开时间 公布日期 生成日期 更新时间 更新日期 时间 日期 录入时间 撰写时间 上传时间 添加时间 来源 信息来源 稿件来源 文章来源 稿源 资料来源 作者 责任编辑 责编 编辑 审核 审核人 初审 复审 终审 编审 发布人 录入人 撰稿 供稿 发布机构 发布单位 发文机关 发文单位 发布部门 公开主体 公开机构 公开方式 公开形式 公开范围 公开时限 公开程序 公开类别 制发机关 制作单位 责任部门 索引号 信息索引 索引编号 信息索取号 索取号 文号 发文字号 发文文号 文件编号 信息名称 内容分类 信息分类 信息类别 主题分类 体裁分类 组配分类 服务对象分类 所属分类 分类 关键词 主题词 有效性 是否有效 时效性 效力状态 生效日期 生效时间 失效日期 废止日期 废止时间 有效期 浏览次数 浏览量 浏览 访问次数 访问量 点击数 点击量 点击次数 点击率 点击 阅读次数 阅读量 阅读数 阅读 人气 字号 字体 字体大小 分享到 分享至 分享 打印 语种 载体类型 公开属性 视力保护色 保护视力色 信息编号 编号 记录形式',
);
const LABELLED = new RegExp(`^[【\\[（(]?(?:${LABELS})[】\\])）]?\\s*[:：]`);
const LABEL_ALONE = new RegExp(`^(?:${LABELS})[\\s:：]*$`);

const PLACE =
  /^(?:您?(?:现在|当前|所在|目前)?(?:的|所在的?)?位置(?:是|为)?|当前栏目|当前页面|你(?:现在)?的位置(?:是)?|所在位置)\s*[:：>》]/;
const CRUMBS = /^(?:网站|本站)?首\s*页\s*[>》»/→›]|[>》»›][^>》»›]{1,20}[>》»›]/;
const NEIGHBOUR = /^[【[]?(?:上|下|前|后)一?(?:篇|条|页|则|个)(?:文章|新闻|信息|公告)?[】\]]?\s*(?:[:：]|$)/;
const RELATED =
  /^(?:相关|推荐|热门|延伸|扩展)(?:链接|文章|阅读|稿件|新闻|文档|解读|信息|推荐|内容|资讯|下载|文件)[】\]]?\s*[:：]?$/;
const COUNT =
  /^(?:本文|本页|文章|信息|页面|已有)?(?:浏览|访问|点击|阅读)(?:次数|总数|量|数|率)?\s*[:：]\s*[\d,]*\s*次?\s*$|^(?:浏览|阅读|点击)\s*[\d,]+\s*次?$/;
const CODE =
  /扫一扫|扫描?.{0,8}二维码|(?:用|在)手机(?:上)?(?:打开|查看|阅读|浏览)|^(?:手机|移动|微信)(?:版|端|公众号)?(?:查看|阅读|浏览)?$/;
const IMPRINT =
  /ICP备|公网安备|网站标识码|^版权所有|技术支持\s*[:：]|^(?:主办|承办|协办|运维|建设)(?:单位)?\s*[:：]|^(?:网站地图|关于我们|联系我们|隐私声明|网站声明|copyright|©)|建议使用.{0,20}浏览器|分辨率/i;
/** A date by itself or before other facts, as page heads print it; a signature has 年 月 日. */
const DATE = new RegExp(
  `^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?(?:\\s.*|(?:${LABELS}).*)?$`,
);

/** Lines of the page are short; a longer one is text, whatever it begins with. */
const LONGEST = 120;

/** A numbered line is a heading or a point of the report. */

export function isBoilerplate(line: string): boolean {
  if (line.length > LONGEST || line.includes('。') || hasOrdinal(line)) return false;
  return (
    isHeaderLine(line) ||
    isButtonRow(line) ||
    [PLACE, CRUMBS, NEIGHBOUR, RELATED, CODE, IMPRINT].some((pattern) => pattern.test(line))
  );
}

/** A line of the head between title and text: date, source, counts. What stands above it is no text of the report. */
export const isHeaderLine = (line: string): boolean =>
  line.length <= LONGEST &&
  !line.includes('。') &&
  (LABELLED.test(line) || LABEL_ALONE.test(line) || DATE.test(line) || (COUNT.test(line) && line.length < 60));

/** The label of a header block standing alone in a cell. */
export const isHeaderLabel = (text: string): boolean =>
  LABEL_ALONE.test(text) || (LABELLED.test(text) && text.length < 40);
