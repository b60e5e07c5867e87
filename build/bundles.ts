/**
 * The three bundles, made by Vite: out/main (Node: Electron's main process, browser shell, command line, threads),
 * out/preload (one CommonJS file, as a sandboxed preload must be) and out/renderer (the page).
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, type Plugin } from 'vite'
import { licenceText, noteLicences } from './licences.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What stays outside the bundles: Electron is given by Electron, better-sqlite3 brings a binary. */
const external = ['electron', 'better-sqlite3']

/** Name of the bundle in out/main -> its source. */
const nodeEntries = { index: 'electron/main.ts', browser: 'electron/browser.ts', cli: 'electron/cli.ts' }

/** Makes all bundles below `outDir`. Throws what Vite reports. */
export async function bundleAll(outDir: string): Promise<void> {
  const folders = new Set(
    external.filter((name) => name !== 'electron').map((name) => path.join(root, 'node_modules', name))
  )
  const noted = (config: InlineConfig): InlineConfig => ({
    ...config,
    plugins: [...(config.plugins ?? []), noteLicences(folders)]
  })
  await Promise.all(
    [nodeBundle(outDir), preloadBundle(outDir), rendererBundle(outDir)].map((config) => build(noted(config)))
  )
  fs.mkdirSync(outDir, { recursive: true })
  const own = fs.readFileSync(path.join(root, 'LICENSE'), 'utf8')
  fs.writeFileSync(path.join(outDir, 'licences.txt'), licenceText(own, folders))
}

/** Bundles one thread or script for Node, e.g. a benchmark's: the same settings as the product's. */
export function nodeConfig(entries: Readonly<Record<string, string>>, outDir: string): InlineConfig {
  return {
    ...common(outDir),
    plugins: [threadEntries()],
    ssr: { target: 'node', noExternal: true, external },
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    build: {
      ...commonBuild(outDir),
      ssr: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, path.join(root, file)])
        ),
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  }
}

function nodeBundle(outDir: string): InlineConfig {
  return nodeConfig(nodeEntries, path.join(outDir, 'main'))
}

function preloadBundle(outDir: string): InlineConfig {
  const config = nodeConfig({ index: 'electron/preload.ts' }, path.join(outDir, 'preload'))
  return {
    ...config,
    build: {
      ...config.build,
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
      }
    }
  }
}

function rendererBundle(outDir: string): InlineConfig {
  return {
    ...common(outDir),
    root: path.join(root, 'renderer'),
    // The page is served from another root by each shell, and all fonts and styles as files: the CSP allows no data: URL.
    base: './',
    plugins: [react()],
    build: {
      ...commonBuild(path.join(outDir, 'renderer')),
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000
    }
  }
}

function common(outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    cacheDir: path.join(outDir, '.vite')
  }
}

function commonBuild(outDir: string): NonNullable<InlineConfig['build']> {
  return { outDir, emptyOutDir: true, reportCompressedSize: false, copyPublicDir: false }
}

/**
 * Lets a thread be started by `new Worker(new URL('./x.worker.ts', import.meta.url))`: tests run that source as it stands,
 * and here the file becomes a bundle of its own and the URL points at it.
 */
function threadEntries(): Plugin {
  const inSource = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1\s*,\s*import\.meta\.url\s*\)/g
  const emitted = new Set<string>()
  const inBundle = /"parley-thread:([^"]+)"/g
  return {
    name: 'parley:threads',
    transform: {
      filter: { id: /\.ts$/ },
      handler(source, id) {
        let changed = false
        const code = source.replace(inSource, (whole, _quote: string, name: string) => {
          const file = path.resolve(path.dirname(id), name)
          if (!fs.existsSync(file)) return whole
          changed = true
          const fileName = path.relative(root, file).replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '.js')
          if (!emitted.has(fileName)) this.emitFile({ type: 'chunk', id: file, fileName })
          emitted.add(fileName)
          return `new URL("parley-thread:${fileName}", import.meta.url)`
        })
        return changed ? { code, map: null } : undefined
      }
    },
    renderChunk(code) {
      const linked = code.replace(inBundle, '"./$1"')
      return linked === code ? null : { code: linked, map: null }
    }
  }
}
