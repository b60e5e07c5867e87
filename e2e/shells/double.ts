/** Journeys over the Electron double: the built main process as its own process, its window a page of Chromium. */
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { endBy, programFolder, root, startProgram, unlessEnded, type Program } from './program.ts'
import type { DoubleRunning, StartOptions } from './shell.ts'

/** Starts the app in the double. `port`: the debugging port of a Chromium that runs. */
export function doubleStarter(port: number) {
  return async (home: string, options: StartOptions): Promise<DoubleRunning> => {
    const cdp = `http://127.0.0.1:${port}`
    const browser = await chromium.connectOverCDP(cdp)
    const [context] = browser.contexts()
    if (!context) throw new Error('Chromium has no context')
    const opened = context.waitForEvent('page')
    opened.catch(() => undefined)
    const register = path.join(root, 'e2e/double/register.ts')
    const program = startProgram(
      home,
      [
        '--import',
        register,
        path.join(programFolder(), 'out/main/index.js'),
        ...(options.file ? [options.file] : [])
      ],
      {
        PARLEY_DOUBLE_CDP: cdp,
        PARLEY_DOUBLE_HOME: home,
        PARLEY_DOUBLE_DEVALUE: await bundledDevalue()
      }
    )
    const page = await unlessEnded(program, opened)
    await unlessEnded(program, page.waitForURL(/\.invalid\//, { waitUntil: 'load' }))
    const ask = asker(program)
    const isGone = async (): Promise<void> => {
      if (!page.isClosed()) await page.close()
      await browser.close()
    }
    return {
      page,
      ask,
      blocked: async () =>
        ((await ask({ ask: 'calls' })) as unknown[][])
          .filter(([what]) => what === 'blocked')
          .map(([, url]) => String(url)),
      answerDialog: async (files) => {
        await ask({ ask: 'answer', dialog: 'open', with: { canceled: false, filePaths: files } })
        await ask({ ask: 'answer', dialog: 'save', with: { canceled: false, filePath: files[0] ?? '' } })
      },
      close: async () => {
        const code = await endBy(program, 'SIGTERM')
        await isGone()
        return code
      },
      kill: async () => {
        await endBy(program, 'SIGKILL')
        await isGone()
      }
    }
  }
}

function asker(program: Program): DoubleRunning['ask'] {
  let lastId = 0
  return (request) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      const hear = (answer: { id: number; value?: unknown; error?: string }): void => {
        if (answer.id !== id) return
        program.child.off('message', hear)
        if (answer.error === undefined) resolve(answer.value)
        else reject(new Error(answer.error))
      }
      program.child.on('message', hear)
      program.child.send({ ...request, id })
    })
}

/** devalue as a script for the page, bundled once a version. */
async function bundledDevalue(): Promise<string> {
  const { version } = JSON.parse(
    fs.readFileSync(path.join(root, 'node_modules/devalue/package.json'), 'utf8')
  ) as { version: string }
  const folder = path.join(root, '.cache/double')
  const file = path.join(folder, `devalue-${version}.js`)
  if (fs.existsSync(file)) return file
  const made = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: path.join(root, 'node_modules/devalue/src/index.js'),
        formats: ['iife'],
        name: 'parleyDevalue'
      }
    }
  })
  const output = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []))
  const chunk = output.find((one) => one.type === 'chunk')
  if (!chunk) throw new Error('devalue was not bundled')
  fs.mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, chunk.code)
  fs.renameSync(draft, file)
  return file
}
