import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Names } from './names.ts'
import { Connection, sql } from './sql.ts'

const insert = sql<[number, string]>('INSERT INTO word (n, text) VALUES (?, ?)')
const count = sql<[], { count: number }>('SELECT count(*) AS count FROM word')
const texts = sql<[], { text: string }>('SELECT text FROM word ORDER BY n')

function words(): Connection {
  const connection = new Connection(new Database(':memory:'))
  connection.database.exec('CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  return connection
}

it('law: rows that wait are there for whoever asks of their table, and after the transaction', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), (blocks) => {
      const connection = words()
      const all: string[] = []
      connection.transaction(() => {
        for (const rows of blocks) {
          for (let i = 0; i < rows; i++) {
            all.push(`é 🕊️ ${all.length}`)
            connection.insertSoon(insert, all.length, all.at(-1) ?? '')
          }
          expect(connection.get(count)).toEqual({ count: all.length })
        }
        for (let i = 0; i < 7; i++) {
          all.push(`وقف ${all.length}`)
          connection.insertSoon(insert, all.length, all.at(-1) ?? '')
        }
      })
      expect(connection.database.prepare(texts).pluck().all()).toEqual(all)
      connection.close()
    })
  )
})

it('keeps rows that wait where a transaction inside it is taken back', () => {
  const connection = words()
  connection.transaction(() => {
    connection.insertSoon(insert, 1, 'before')
    expect(() =>
      connection.transaction(() => {
        connection.insertSoon(insert, 2, 'taken back')
        throw new Error('No')
      })
    ).toThrow('No')
    connection.insertSoon(insert, 3, 'after')
  })
  expect(connection.all(texts)).toEqual([{ text: 'before' }, { text: 'after' }])
  connection.close()
})

it('takes rows that wait back with their transaction, and lets none wait outside one', () => {
  const connection = words()
  expect(() =>
    connection.transaction(() => {
      connection.insertSoon(insert, 1, 'kept back')
      throw new Error('No')
    })
  ).toThrow('No')
  connection.transaction(() => connection.insertSoon(insert, 2, 'stored'))
  expect(connection.all(texts)).toEqual([{ text: 'stored' }])
  expect(() => connection.insertSoon(insert, 3, 'nowhere')).toThrow('inside a transaction')
  connection.close()
})

it('knows the number of an id that it forgot, where nothing can be written', () => {
  const connection = new Connection(new Database(':memory:'))
  connection.database.exec('CREATE TABLE name (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)')
  const names = new Names(connection)
  const n = names.intern('ses_é')
  names.forget()
  connection.database.pragma('query_only = ON')
  expect(names.intern('ses_é')).toBe(n)
  connection.close()
})

it('law: many ids get the numbers that each would get alone, new or known', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 70 })
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const connection = new Connection(new Database(':memory:'))
      connection.database.exec('CREATE TABLE name (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)')
      const names = new Names(connection)
      for (const id of before) names.intern(id)
      const numbers = names.internAllOnce(after)
      expect(numbers.map((n) => names.idOf(n))).toEqual(after)
      for (const [i, id] of before.entries()) expect(names.find(id)).toBe(i + 1)
      connection.close()
    })
  )
})
