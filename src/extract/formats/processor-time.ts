/** Milliseconds of the processor that this process has spent so far, its threads too: a busy machine makes no file slower. */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
