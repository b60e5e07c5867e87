/** The window's page: its files and the headers they are served with, the same for every shell. */
import fs from 'node:fs'
import path from 'node:path'

export type PageFile = { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> }

/** What the page may do: run its own scripts and styles, show its own images and fonts, ask its own origin. Nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Headers of every answer: no guessing of types, no referrer, no other site's window or frame, no device. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()'
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}

/**
 * The file of the page that a URL's path names (`/` is index.html); null where there is none, or the path leads out of `root`, or the type is
 * none that the page uses.
 */
export function pageFile(root: string, urlPath: string): PageFile | null {
  const name = nameIn(urlPath)
  const type = name === null ? undefined : types[path.extname(name)]
  if (name === null || type === undefined) return null
  const file = path.join(root, name)
  if (!file.startsWith(path.join(root, path.sep))) return null
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return null
  // Names of bundled files hold a hash of their content; the page itself must always be today's.
  const caching = name === 'index.html' ? 'no-store' : 'private, max-age=3600'
  return {
    bytes: fs.readFileSync(file),
    headers: { ...safeHeaders, 'content-type': type, 'cache-control': caching }
  }
}

/** The decoded name below the root; null for what is no plain relative path. */
function nameIn(urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (decoded === '/' || decoded === '') return 'index.html'
  const name = decoded.replace(/^\//, '')
  const isPlain =
    name.split('/').every((part) => part !== '' && part !== '..' && part !== '.') && !/[\\\0:]/.test(name)
  return isPlain ? name : null
}
