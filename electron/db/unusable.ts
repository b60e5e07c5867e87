/** Whether this machine can open project files at all, told before the first one is touched. */
import Database from 'better-sqlite3'

/**
 * One sentence where it cannot; null where it can. `node` is the version of the Node that runs this: in one that is too old the driver
 * ends the process without a word.
 */
export function whyUnusable(
  node: string = process.versions.node,
  open: () => void = openInMemory
): string | null {
  if (Number(node.split('.')[0]) < 22)
    return `Parley needs Node 22 or newer and was started by Node ${node}. Start it by “npm start” or “npm run parley”, which find the right one.`
  try {
    open()
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0]?.replace(/[.]?$/, '.') : String(error)
    return `The part of Parley that opens project files does not run on this system (${process.platform}, ${process.arch}): ${why} Delete the folder node_modules and start Parley again; if that does not help, use another computer.`
  }
}

function openInMemory(): void {
  new Database(':memory:').close()
}
