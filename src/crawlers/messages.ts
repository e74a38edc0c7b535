import { bilingual } from '../language/bilingual.ts';
import { COMPLETENESS, FAILURES, SKIP_REASONS } from './reasons.ts';

/** The closed lists of reasons as people read them; what is stored are their codes. */
export const reasonMessages = bilingual({
  en: { skip: SKIP_REASONS, failure: FAILURES, completeness: COMPLETENESS },
  zh: {
    skip: {
      not_a_report: '链接文字不是年报（导航、新闻、其他栏目）',
      interpretation: '年报的解读（解读、图解、一图读懂）',
      guide: '指南、规定、通知或目录',
      summary: '多个机关的汇总，只为其中的链接而访问',
      website_report: '另一种年报（政府网站工作年度报表、法治政府建设、部门决算）',
      year_out_of_range: '不在配置的年度范围内',
      title_excluded: '被该网站的标题过滤规则排除',
      off_site: '既不在 .gov.cn 下，也不是配置中的主机',
      private_address: '未经允许的本机或内网地址',
      unsupported_scheme: '不是 http 或 https',
      robots: 'robots.txt 不允许',
      duplicate: '同一资源的另一个地址',
      page_limit: '超过列表页数或请求数的上限',
      wrong_channel: '推测的翻页地址给出的是另一个栏目',
      not_an_attachment: '网页旁的文件，不属于年报（图标、播放器、模板）',
    },
    failure: {
      not_found: '服务器说网页不存在（404、410）',
      refused: '主机拒绝访问（401、403、验证页、验证码）',
      throttled: '主机要求放慢，直到重试次数用完（429、503）',
      server_error: '服务器出错（5xx），直到重试次数用完',
      unreachable: '连接不上：域名解析、拒绝、重置、TLS',
      timeout: '在时限内没有应答，或应答没有尽头',
      too_large: '内容超过大小上限；已收到的部分已存档',
      redirect_loop: '重定向次数过多或循环',
      redirect_off_site: '重定向到不允许的主机或地址',
      soft_error: '状态码 200，内容却是错误页、限流页或首页',
      file_missing: '网页提到的文件（见附件）在网页上找不到',
      robots: 'robots.txt 不允许',
      unreadable: '已存档，但没有程序能读取',
      other_shard: '主机属于另一个分片：nianbao shards rebalance 会把它们放到一起',
    },
    completeness: {
      complete: '达到公布的总数，或最后一页已证实是最后一页',
      incomplete: '列表还有后续（翻页、页码、总数），但没有读到',
      unknown: '看不出列表是否已读完',
    },
  },
});
