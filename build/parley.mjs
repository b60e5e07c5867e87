#!/usr/bin/env node
/** `npm run parley -- …` and the command `parley`. See parley.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('parley.ts')
