/** Where the window stood last: kept beside the user's settings. */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

export type Rectangle = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const stored = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200),
  height: z.int().min(200),
  maximized: z.boolean()
})
export type WindowState = z.infer<typeof stored>

/** The state that was kept, if its window would be seen on one of these screens; null for a fresh place. */
export function readWindowState(folder: string, screens: readonly Rectangle[]): WindowState | null {
  const file = path.join(folder, 'window.json')
  if (!fs.existsSync(file)) return null
  const known = stored.safeParse(jsonIn(file))
  return known.success && screens.some((screen) => isSeen(known.data, screen)) ? known.data : null
}

/** Keeps the state. */
export function writeWindowState(folder: string, state: WindowState): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  fs.writeFileSync(path.join(folder, 'window.json'), JSON.stringify(state))
}

/** True where enough of the title bar lies on the screen to drag it. */
function isSeen(window: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return across >= 100 && window.y >= screen.y - 10 && window.y <= screen.y + screen.height - 50
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
