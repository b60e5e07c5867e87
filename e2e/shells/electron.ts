/** Journeys over real Electron, where its binary is. */
import { _electron } from '@playwright/test'
import path from 'node:path'
import { programFolder } from './program.ts'
import type { Starter } from './shell.ts'

/** Starts the app in Electron. */
export function electronStarter(binary: string): Starter {
  return async (home, options) => {
    const isRoot = process.getuid?.() === 0
    const app = await _electron.launch({
      executablePath: binary,
      args: [...(isRoot ? ['--no-sandbox'] : []), programFolder(), ...(options.file ? [options.file] : [])],
      env: {
        ...definedEnv(),
        HOME: home,
        USERPROFILE: home,
        XDG_CONFIG_HOME: path.join(home, '.config'),
        PARLEY_HOME: path.join(home, '.parley')
      }
    })
    const page = await app.firstWindow()
    const child = app.process()
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    return {
      page,
      blocked: () => Promise.resolve([]),
      answerDialog: (files) =>
        app.evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...chosen] })
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen[0] ?? '' })
        }, files),
      close: async () => {
        await app.close()
        return ended
      },
      kill: async () => {
        child.kill('SIGKILL')
        await ended
      }
    }
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  )
}
