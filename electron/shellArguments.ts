/** What a program was started with: a verb of the command line, or files to open. */
import path from 'node:path'

/** Verbs that work without a window. */
export const verbs = [
  'new',
  'import',
  'annotate',
  'export',
  'codebook',
  'merge',
  'log',
  'doctor',
  'info',
  'undo',
  'redo',
  'help'
] as const

export type ShellArguments =
  | { readonly kind: 'verb'; readonly args: readonly string[] }
  | { readonly kind: 'window'; readonly files: readonly string[] }

/**
 * Reads the arguments behind the program (and, unpackaged, behind the app's folder). Switches of Chromium are not ours. A first word that is
 * a verb, `--help` or `--version` means the command line; everything else that is no switch is a file.
 */
export function readShellArguments(args: readonly string[], folder: string): ShellArguments {
  const [first] = args
  if (
    first !== undefined &&
    (first === '--help' ||
      first === '-h' ||
      first === '--version' ||
      (verbs as readonly string[]).includes(first))
  )
    return { kind: 'verb', args }
  const files = args.filter((argument) => !argument.startsWith('-') && argument !== '.')
  return { kind: 'window', files: files.map((file) => path.resolve(folder, file)) }
}
