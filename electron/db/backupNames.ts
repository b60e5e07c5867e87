/** How backups are named, and which of them are kept: the newest five and one a month for a year, within a total size. */

const reasons = ['daily', 'before merge', 'before update', 'before repair', 'asked for'] as const
export type BackupReason = (typeof reasons)[number]

/** `Talks 2026-11-22 14-03-05 before merge.parley`: the project's name, the local time and why. */
export function backupName(projectName: string, now: number, reason: BackupReason): string {
  const time = new Date(now)
  const two = (number: number): string => String(number).padStart(2, '0')
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${stemOf(projectName)} ${date} ${two(time.getHours())}-${two(time.getMinutes())}-${two(time.getSeconds())} ${reason}.parley`
}

/** The date and time in a backup's name (sortable as text) and its reason; null for any other file. */
export function parseBackupName(
  name: string,
  projectName: string
): { readonly time: string; readonly reason: BackupReason } | null {
  const stem = `${stemOf(projectName)} `
  if (!name.startsWith(stem)) return null
  const match = /^(\d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2}) (.+)\.parley$/.exec(name.slice(stem.length))
  const reason = reasons.find((one) => one === match?.[2])
  return match?.[1] && reason ? { time: match[1], reason } : null
}

/** The names of the backups that go. The newest always stays, whatever it weighs. */
export function toRemove(
  backups: readonly { readonly name: string; readonly size: number }[],
  now: number,
  limit: number
): readonly string[] {
  const newestFirst = backups.toSorted((a, b) => (timeIn(a.name) < timeIn(b.name) ? 1 : -1))
  const yearAgo = backupName('', now - 366 * 24 * 3600 * 1000, 'daily').slice(1, 8)
  const months = new Set<string>()
  let total = 0
  return newestFirst
    .filter(({ name, size }, i) => {
      const month = timeIn(name).slice(0, 7)
      const isFirstOfMonth = !months.has(month) && month >= yearAgo
      months.add(month)
      const wanted = i < 5 || isFirstOfMonth
      if (!wanted || (i > 0 && total + size > limit)) return true
      total += size
      return false
    })
    .map(({ name }) => name)
}

function timeIn(name: string): string {
  return /(\d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2}) [a-z ]+\.parley$/.exec(name)?.[1] ?? ''
}

function stemOf(projectName: string): string {
  return projectName.replace(/\.parley$/i, '')
}
