#!/usr/bin/env node
/** `npm test`: installs what is missing, then runs every check. See test.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('test.ts')
