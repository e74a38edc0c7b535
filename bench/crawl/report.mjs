const whole = () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
};

/**
 * Sends what a crawl took to the parent: by default the processor seconds of the whole process. Peak memory is the process's own high-water
 * mark, in bytes.
 */
export function report(pages, startedAt, cpu = whole()) {
  const seconds = (performance.now() - startedAt) / 1000;
  process.send({ pages, seconds, cpu, peak: process.resourceUsage().maxRSS * 1024 });
}
