/** Telling project files from others, by name and by their first bytes. */
import fs from 'node:fs'
import { isOpenHere } from '../db/header.ts'
import { isNodeError } from './nodeErrors.ts'

/**
 * True for a name or a file of a project: an export never takes its place, and it is not read as a text or a table. One that SQLite has open
 * here must not even be looked into: closing any other descriptor of it would drop SQLite's locks.
 */
export function isProject(file: string): boolean {
  if (/\.parley(-wal|-shm|-journal|-lock)?$/i.test(file)) return true
  if (isOpenHere(file)) return true
  try {
    const descriptor = fs.openSync(file, 'r')
    try {
      const start = Buffer.alloc(15)
      fs.readSync(descriptor, start, 0, 15, 0)
      return start.toString('latin1') === 'SQLite format 3'
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    if (isNodeError(error)) return false
    throw error
  }
}

/** The name of a project file as it is written, with its ending. */
export function withEnding(file: string): string {
  return /\.parley$/i.test(file) ? file : `${file}.parley`
}
