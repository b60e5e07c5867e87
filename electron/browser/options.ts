/** What the browser shell is started with. */
import { parseArgs } from 'node:util'

export type BrowserOptions = {
  readonly open: boolean
  /** 0: any free one. */
  readonly port: number
  /** The folder of settings; undefined: the user's own. */
  readonly home: string | undefined
  /** A project file to open. */
  readonly file: string | undefined
}

/** Options from the arguments, or one sentence on what is wrong with them. */
export function readBrowserOptions(args: readonly string[]): BrowserOptions | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'no-open': { type: 'boolean' }, port: { type: 'string' }, home: { type: 'string' } }
    })
    const port = Number(values.port ?? '0')
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return { wrong: `--port wants a number from 0 to 65535, not “${values.port ?? ''}”.` }
    if (positionals.length > 1) return { wrong: 'Name one project file at most.' }
    return { open: values['no-open'] !== true, port, home: values.home, file: positionals[0] }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
