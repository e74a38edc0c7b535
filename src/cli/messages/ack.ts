import { bilingual } from '../../language/bilingual.ts';

export const ackMessages = bilingual({
  en: {
    findings: 'numbers of open findings, as the report of a night names them; none: list what is known',
    reason: 'why nobody can mend it for now; kept, and shown beside it',
    until: 'the day on which it counts again (YYYY-MM-DD); default: in 90 days',
    remove: 'take these acknowledgements back, by their own numbers',
    json: 'print JSON, one object a line',
    about:
      'A finding that is acknowledged turns no exit code and calls no hook until its day; then it is told once more, as if it were new. It holds for the same kind of trouble of the same portal, host or family, also when that was over in between.',
    reasonClosed: 'the county has closed its portal',
    reasonRedesign: 'made anew, a dialect is being written',
    needsReason: 'say why nobody can mend it: --reason "…"',
    untilTakes: (given: string) => `--until takes a day to come, such as 2027-01-31, not "${given}"`,
    noFinding: (given: string) => `no open finding has the number ${given}; see the report of the last night`,
    noSuch: (given: string) => `no acknowledgement has the number ${given}; \`nianbao ack\` lists them`,
    done: (id: string, until: string) => `#${id} is known until ${until}`,
    taken: (id: string) => `acknowledgement ${id} is taken back`,
    none: 'nothing is acknowledged',
    head: { id: 'no', what: 'what', until: 'until', reason: 'reason' },
  },
  zh: {
    findings: '未解决问题的编号，见夜间报告；不给：列出已确认的',
    reason: '为什么目前无人能解决；会保存并显示在旁边',
    until: '到哪一天重新计入（YYYY-MM-DD）；默认：90 天后',
    remove: '撤回这些确认（用确认自己的编号）',
    json: '以 JSON 输出，每行一个对象',
    about:
      '已确认的问题在到期之前不影响退出码，也不触发通知；到期后会像新问题一样再报一次。对同一网站、主机或平台的同类问题都有效，即使其间曾经恢复。',
    reasonClosed: '该县已关闭网站',
    reasonRedesign: '网站改版，正在适配',
    needsReason: '请说明为什么目前无人能解决：--reason "…"',
    untilTakes: (given) => `--until 要一个将来的日期，如 2027-01-31，不能是“${given}”`,
    noFinding: (given) => `没有编号为 ${given} 的未解决问题；见最近一晚的报告`,
    noSuch: (given) => `没有编号为 ${given} 的确认；用 \`nianbao ack\` 列出`,
    done: (id, until) => `#${id} 在 ${until} 之前视为已知`,
    taken: (id) => `已撤回确认 ${id}`,
    none: '没有已确认的问题',
    head: { id: '编号', what: '问题', until: '到期', reason: '原因' },
  },
});
