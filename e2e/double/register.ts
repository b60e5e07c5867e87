/** `node --import ./e2e/double/register.ts out/main/index.js`: the program gets the double where it asks for `electron`. */
import { registerHooks } from 'node:module'

const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier === 'electron/main' || specifier === 'electron/common')
      return { url: double, shortCircuit: true, format: 'module-typescript' }
    return next(specifier, context)
  }
})
