/** What the program did with Electron, told to the test; what the double lacks fails loudly. */
import fs from 'node:fs'

export type DoubleScript = {
  /** Answers of dialogs by kind (`open`, `save`, `message`), used up in their order; a dialog without one is cancelled. */
  readonly dialogs?: Readonly<Record<string, unknown[]>>
}

const given = process.env['PARLEY_DOUBLE_SCRIPT']
/** What the test set before the start; more may be added while the program runs. */
export const script: DoubleScript = given ? (JSON.parse(given) as DoubleScript) : {}
export const answers = new Map<string, unknown[]>(
  Object.entries(script.dialogs ?? {}).map(([kind, list]) => [kind, [...list]])
)

const log = process.env['PARLEY_DOUBLE_LOG']
/** Every call, oldest first. */
export const calls: unknown[][] = []

export function record(...call: unknown[]): void {
  calls.push(call)
  if (log) fs.appendFileSync(log, `${JSON.stringify(call)}\n`)
}

/** An object whose missing members throw instead of being undefined. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(own, key): unknown {
      if (!(key in own) && typeof key === 'string' && key !== 'then' && key !== 'toJSON')
        throw new Error(`electron double: ${name}.${key} is not implemented`)
      const value: unknown = Reflect.get(own, key, own)
      // Methods keep their object, whose private fields a proxy does not have; classes stay as they are.
      return typeof value === 'function' && !('prototype' in value)
        ? (value as (...given: unknown[]) => unknown).bind(own)
        : value
    }
  })
}
