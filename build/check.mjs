#!/usr/bin/env node
/** `npm run check`: types, lint, boundaries and unit tests, under a minute. See check.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('check.ts')
