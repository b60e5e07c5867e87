#!/usr/bin/env node
/** `npm run build`: bundles the sources into out/ unless it is up to date. See buildIfStale.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('buildIfStale.ts')
