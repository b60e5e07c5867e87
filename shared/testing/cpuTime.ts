/** How long something takes where others use the machine too. */

/** Milliseconds of processor time that `work` took, in all threads of this process: hardly longer on a busy machine than on an idle one. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
