/** The list of a filter that no index answers: found in slices, in order, so that the first rows are there long before the last. */
import { conditionFor, type Condition, type SlowTest } from './annotationFilter.ts'
import type { Group, Grouping } from './annotationOrder.ts'
import { groupsFor, numbersByChange, numbersOfGroup, orderOf, type Grouped } from './annotationStretches.ts'
import type { ListQuery } from './annotationsPage.ts'
import type { ProjectFile } from './projectFile.ts'
import { momentOf } from './remembered.ts'
import { sql, type Parameter } from './sql.ts'

/** How many annotations are tested between two looks at the clock. */
const slice = 500
/** How many are listed at once where there are no groups. */
const listedAtOnce = 20_000

/** One list of one moment; `find` goes on where it stopped. */
export class AnnotationList {
  readonly key: string
  readonly #file: ProjectFile
  readonly #moment: string
  readonly #numbers: number[] = []
  readonly #groups: Group[] = []
  readonly #slices: Iterator<Found>
  #isWhole = false
  #total: number | null = null

  constructor(file: ProjectFile, query: ListQuery, condition: Condition & { readonly slow: SlowTest }) {
    this.key = keyOf(query)
    this.#file = file
    this.#moment = momentOf(file)
    this.#slices = slicesOf(file, query, condition)
  }

  /** False once something was written: then it may lack what fits now. */
  get isFresh(): boolean {
    return momentOf(this.#file) === this.#moment
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Rows found so far. */
  get numbers(): readonly number[] {
    return this.#numbers
  }

  /** Groups found so far, with what was found in each. */
  get grouped(): Grouped {
    if (this.#isWhole) this.#total ??= new Set(this.#numbers).size
    return {
      groups: this.#groups,
      rows: this.#numbers.length,
      total: this.#total ?? this.#numbers.length
    }
  }

  /** Looks on until there are so many rows, or all, or `isLate` says to stop. */
  find(rows: number, isLate: () => boolean = () => false): void {
    while (!this.#isWhole && this.#numbers.length < rows && !isLate()) {
      const next = this.#slices.next()
      if (next.done) this.#isWhole = true
      else this.#take(next.value)
    }
  }

  #take({ group, numbers }: Found): void {
    for (const n of numbers) this.#numbers.push(n)
    if (group === null || numbers.length === 0) return
    const last = this.#groups.at(-1)
    if (last && last.end === group.end)
      this.#groups[this.#groups.length - 1] = { ...last, count: last.count + numbers.length }
    else this.#groups.push({ ...group, count: numbers.length })
  }
}

/** Names a list. */
export function keyOf({ filter, sort, descending, group }: ListQuery): string {
  return JSON.stringify([filter, sort, descending, group])
}

/** The list of a query, or null where indexes answer it or nothing can match. Throws the problem of a bad expression. */
export function slowList(file: ProjectFile, query: ListQuery): AnnotationList | null {
  const condition = conditionFor(file, query.filter)
  return condition?.slow ? new AnnotationList(file, query, { ...condition, slow: condition.slow }) : null
}

/** The same, looked through to its end. */
export function foundList(file: ProjectFile, query: ListQuery): AnnotationList | null {
  const list = slowList(file, query)
  list?.find(Infinity)
  return list
}

type Found = { readonly group: Group | null; readonly numbers: readonly number[] }

function* slicesOf(
  file: ProjectFile,
  query: ListQuery,
  condition: Condition & { readonly slow: SlowTest }
): Generator<Found> {
  for (const { group, numbers } of candidates(file, query, condition))
    for (let at = 0; at < numbers.length; at += slice)
      yield { group, numbers: passing(file, condition.slow, numbers.slice(at, at + slice)) }
}

function* candidates(file: ProjectFile, query: ListQuery, condition: Condition): Generator<Found> {
  const order = orderOf(query)
  if (order.by === null) {
    for (let skip = 0; ; skip += listedAtOnce) {
      const numbers = numbersByChange(file, condition, order, { skip, limit: listedAtOnce })
      yield { group: null, numbers }
      if (numbers.length < listedAtOnce) return
    }
  }
  const grouped: Grouping = order.by
  const { groups } = groupsFor(file, condition, grouped)
  for (const group of order.isReversed ? groups.toReversed() : groups)
    yield { group, numbers: numbersOfGroup(file, condition, { ...order, by: grouped }, group) }
}

type Tested = { readonly n: number; readonly quote: string | null; readonly note: string | null }

/** Those of these numbers that pass, in their order. */
function passing(file: ProjectFile, slow: SlowTest, numbers: readonly number[]): readonly number[] {
  const columns = slow.text ? 'a.n, a.quote, a.note' : 'a.n, NULL AS quote, NULL AS note'
  const rows = file.connection.all(
    sql<readonly Parameter[], Tested>(
      `SELECT ${columns} FROM json_each(?) listed CROSS JOIN annotation a ON a.n = listed.value WHERE ${slow.where} ORDER BY listed.key`
    ),
    JSON.stringify(numbers),
    ...slow.parameters
  )
  const { text } = slow
  return (text ? rows.filter(({ quote, note }) => text(quote ?? '', note ?? '')) : rows).map(({ n }) => n)
}
