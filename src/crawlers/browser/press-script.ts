/** Runs in the page: presses what leads to the further page of a list. Text, since the page knows nothing of our modules. */
export const pressNext = String.raw`(() => {
  const NEXT = /^(?:(?:跳转[至到])?下一?[页頁张]|[后後]一?[页頁]|next(?:\s?page)?|[>›»]{1,2})\s*[>›»→▶]*$/i;
  const MORE = /^(?:点击)?(?:加载|查看|显示|浏览)更多(?:信息|内容|数据)?[.…>》↓]*$|^load\s?more$/i;
  const MARK = /^(?:next|nextpage|next[-_]page|page[-_]next|pagination[-_]next|p_next|btn-next|el-icon-arrow-right)$/;
  const GREY = /(?:^|[\s_-])(?:disabled?|noclick|gray|grey|nolink|unable|invalid)(?:\s|$)/i;
  const label = (e) => (e.textContent || e.value || e.title || e.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim().replace(/^[[【(（<«‹\s]+(?=\S)|[\]】)）\s]+$/g, '');
  const visible = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const grey = (e) => [e, e.parentElement].some((x) => x && (GREY.test(x.className || '') || x.hasAttribute('disabled') || x.getAttribute('aria-disabled') === 'true' || getComputedStyle(x).pointerEvents === 'none' || getComputedStyle(x).cursor === 'not-allowed'));
  const all = [...document.querySelectorAll('a, button, input[type=button], span, li, div, em, i')].filter((e) => e.textContent.length < 40);
  const marked = (e) => label(e) === '' && [...e.classList].some((name) => MARK.test(name));
  const leads = all.filter((e) => NEXT.test(label(e)) || MORE.test(label(e)) || marked(e)).filter(visible);
  // The innermost of nested elements is what a person presses; a press goes up from there.
  const next = leads.filter((e) => !leads.some((other) => other !== e && e.contains(other)));
  const live = next.find((e) => !grey(e) && !e.querySelector('[disabled]'));
  if (live) { live.click(); return 'pressed'; }
  if (next.length > 0) return 'greyed';
  const numbers = all.filter((e) => /^\d{1,3}$/.test(label(e)) && visible(e) && e.children.length === 0);
  const current = numbers.find((e) => [e, e.parentElement].some((x) => /(?:^|[\s_-])(?:cur|curr|current|active|on|sel|selected|checked|now)(?:\s|$)/i.test(x.className || '')));
  const box = current && (current.parentElement.tagName === 'LI' ? current.parentElement.parentElement : current.parentElement);
  const after = box && numbers.find((e) => box.contains(e) && Number(label(e)) === Number(label(current)) + 1);
  if (after) { after.click(); return 'pressed'; }
  if (current) return 'greyed';
  window.scrollTo(0, document.documentElement.scrollHeight);
  window.dispatchEvent(new Event('scroll'));
  return 'none';
})()`;
