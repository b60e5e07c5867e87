/** Counts in sentences of the command line. */

/** A count with its word in the right number: “1 passage”, “2 passages”. `many`: where that is not the word with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
