#!/usr/bin/env node
/** `npm run bench -- NAME`: see bench/run.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('bench.ts')
