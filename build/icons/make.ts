/** `node build/icons/make.ts`: draws the icons from their SVG with the machine's Chromium. The results are committed. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-core'
import { findBrowser, installCommand } from '../findBrowser.ts'
import { icnsFile, icoFile, type PngImage } from './containers.ts'

const here = import.meta.dirname
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const executablePath = findBrowser()
if (!executablePath) throw new Error(`Drawing the icons takes a browser. Install one with: ${installCommand()}`)
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
for (const name of ['app', 'document']) {
  const svg = fs.readFileSync(path.join(here, `${name}.svg`), 'utf8')
  const images: PngImage[] = []
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px}</style>${svg}`)
    images.push({ size, png: await page.screenshot({ omitBackground: true }) })
    await page.close()
  }
  fs.mkdirSync(path.join(here, name), { recursive: true })
  // electron-builder takes the sizes from the file names.
  for (const { size, png } of images) if (size <= 512) fs.writeFileSync(path.join(here, name, `${size}x${size}.png`), png)
  fs.writeFileSync(path.join(here, `${name}.ico`), icoFile(images))
  fs.writeFileSync(path.join(here, `${name}.icns`), icnsFile(images))
}
await browser.close()
