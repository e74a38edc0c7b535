/** Error texts of servers and portals. Clear ones only: a page is an error page by its title or heading, and by saying nothing else. */
const TITLE =
  /^\s*(?:HTTP\s*)?(?:40[0134]|410|50[0234])\b|页面(?:不存在|未找到|没有找到|找不到|丢失|已删除)|找不到(?:页面|网页|文件|该页)|您?(?:访问|查看|浏览)的(?:页面|内容|文章|信息)(?:不存在|已删除|已被删除|找不到)|无法(?:访问|显示|找到)|(?:访问|系统|服务器|内部|页面)(?:出错|错误|异常)|错误(?:页面|提示|信息)|^错误$|拒绝访问|禁止访问|访问(?:被拒绝|受限|过于频繁)|not found|forbidden|bad (?:request|gateway)|service unavailable|internal server error|access denied|error page|^error$|出错啦|出错了|安全(?:验证|检测|拦截)|人机(?:验证|识别)|访问(?:验证|拦截)|(?:开启|启用|打开)\s*JavaScript|请求.{0,10}(?:被拦截|非法)/i;
const LONGEST_ERROR = 600;

/** `lines` are all shown lines of the page. */
export function isErrorPage(title: string | null, lines: readonly string[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  if (length > LONGEST_ERROR) return false;
  return TITLE.test(title ?? '') || lines.slice(0, 6).some((line) => line.length < 60 && TITLE.test(line));
}
