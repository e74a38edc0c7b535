/** Sends what a crawl took to the parent. Peak memory is the process's own high-water mark, in bytes. */
export function report(pages, startedAt) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - startedAt) / 1000;
  process.send({ pages, seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024 });
}
