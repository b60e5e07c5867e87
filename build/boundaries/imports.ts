/** What one source file imports, and which clocks it reads, taken from its syntax tree. */
import { parseSync } from 'vite'

export interface Import {
  /** As written: './heads.ts', 'zod', 'node:fs'. */
  readonly specifier: string
  /** 1-based. */
  readonly line: number
  /** True where nothing of it is left at run time. */
  readonly typeOnly: boolean
}

export interface SourceFacts {
  readonly imports: readonly Import[]
  /** Lines (1-based) of `new Date()` and `Date()`, which read the machine's clock. */
  readonly clockReads: readonly number[]
}

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/** Facts about a TypeScript source. Throws a SyntaxError naming the file when it cannot be parsed. */
export function readSourceFacts(file: string, source: string): SourceFacts {
  const parsed = parseSync(file, source)
  const [problem] = parsed.errors
  if (problem) throw new SyntaxError(`${file}: ${problem.message}`)
  const lineAt = lineCounter(source)
  const imports: Import[] = []
  const clockReads: number[] = []
  for (const node of walk(parsed.program)) {
    const found = importOf(node)
    if (found) imports.push({ ...found, line: lineAt(node.start) })
    if (readsClock(node)) clockReads.push(lineAt(node.start))
  }
  return { imports, clockReads }
}

function importOf(node: Node): Omit<Import, 'line'> | undefined {
  const specifier = literalOf(node['source']) ?? literalOf(node['argument'])
  if (specifier === undefined) return undefined
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier, typeOnly: node['importKind'] === 'type' }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return { specifier, typeOnly: node['exportKind'] === 'type' }
    case 'ImportExpression':
      return { specifier, typeOnly: false }
    case 'TSImportType':
      return { specifier, typeOnly: true }
    default:
      return undefined
  }
}

function readsClock(node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false
  const callee = node['callee']
  if (!isNode(callee) || callee.type !== 'Identifier' || callee['name'] !== 'Date') return false
  const given = node['arguments']
  return node.type === 'CallExpression' || (Array.isArray(given) && given.length === 0)
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const entry of value) yield* walk(entry)
  } else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value
    for (const entry of Object.values(value)) yield* walk(entry)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function literalOf(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== 'Literal') return undefined
  return typeof value['value'] === 'string' ? value['value'] : undefined
}

function lineCounter(source: string): (offset: number) => number {
  return (offset) => source.slice(0, offset).split('\n').length
}
