#!/usr/bin/env node
/** `npm start`: installs what is missing, then opens Parley. See start.ts. */
import { runScript } from './bootstrap.mjs'

await runScript('start.ts')
