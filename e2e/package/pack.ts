/** Packs the built program with electron-builder, around a stand-in for Electron's binary, without the network. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where Electron's binary keeps its fuses: a mark, the version of the layout, their number, one digit each. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fusesAsShipped = '101100011'

export interface Package {
  /** The folder that an analyst would get. */
  readonly folder: string
  readonly asar: string
  /** The program with its fuses. */
  readonly program: string
}

/** Packs `--linux dir` for this machine below `folder`. Rejects with what electron-builder printed. */
export async function packProgram(folder: string): Promise<Package> {
  const electron = path.join(folder, 'electron')
  writeStandIn(electron)
  const output = path.join(folder, 'dist')
  await promisify(execFile)(
    process.execPath,
    [
      path.join(root, 'node_modules/electron-builder/cli.js'),
      ...[
        '--linux',
        'dir',
        `--${process.arch}`,
        '--publish',
        'never',
        '--config',
        'build/electron-builder.yml'
      ],
      `-c.electronDist=${electron}`,
      `-c.directories.output=${output}`
    ],
    { cwd: root, env: { ...process.env, ELECTRON_BUILDER_DISABLE_UPDATE_NOTIFIER: '1' } }
  )
  const unpacked = path.join(
    output,
    process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`
  )
  return {
    folder: unpacked,
    asar: path.join(unpacked, 'resources/app.asar'),
    program: path.join(unpacked, 'parley')
  }
}

function writeStandIn(folder: string): void {
  for (const name of ['locales', 'resources']) fs.mkdirSync(path.join(folder, name), { recursive: true })
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    fs.writeFileSync(path.join(folder, name), '')
  fs.writeFileSync(path.join(folder, 'version'), '45.4.1')
  const program = Buffer.concat([
    Buffer.from(`#!/bin/sh\nexit 0\n${fuseMark}`),
    Buffer.from([1, fusesAsShipped.length]),
    Buffer.from(fusesAsShipped)
  ])
  fs.writeFileSync(path.join(folder, 'electron'), program, { mode: 0o755 })
}
