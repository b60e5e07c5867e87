/** The licence texts of everything that a bundle contains, for the package and the About box. */
import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** Notes the package folders that a build takes modules from in `folders`. */
export function noteLicences(folders: Set<string>): Plugin {
  return {
    name: 'parley:licences',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        const files = chunk.type === 'chunk' ? Object.keys(chunk.modules) : chunk.originalFileNames
        for (const file of files) {
          const folder = packageFolder(file)
          if (folder) folders.add(folder)
        }
      }
    }
  }
}

/** One text: Parley's own licence, then each package's name, version and licence, in order of their names. */
export function licenceText(own: string, folders: ReadonlySet<string>): string {
  const packages = new Map<string, string>()
  for (const folder of folders) {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      readonly name: string
      readonly version: string
      readonly license?: string
    }
    const text = licenceFile(folder) ?? `Licence: ${manifest.license ?? 'not stated'}`
    packages.set(`${manifest.name} ${manifest.version}`, text.trim())
  }
  const parts = [...packages]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${name}\n\n${text}`)
  return [own.trim(), 'Parley contains:', ...parts].join(`\n\n${'-'.repeat(72)}\n\n`) + '\n'
}

function licenceFile(folder: string): string | undefined {
  const name = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  return name && fs.statSync(path.join(folder, name)).isFile()
    ? fs.readFileSync(path.join(folder, name), 'utf8')
    : undefined
}

/** '/x/node_modules/@scope/name/lib/a.js' -> '/x/node_modules/@scope/name'. */
function packageFolder(file: string): string | undefined {
  const match = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)
  return match?.[1] && fs.existsSync(path.join(match[1], 'package.json')) ? match[1] : undefined
}
