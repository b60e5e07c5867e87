/** Branded ids; the only casts to them. */
import { z } from 'zod'

export type Brand<T, Name extends string> = T & { readonly __brand: Name }

export type DocumentId = Brand<string, 'document'>
export type AnnotationId = Brand<string, 'annotation'>
export type IssueId = Brand<string, 'issue'>
export type StanceId = Brand<string, 'stance'>
export type ActorId = Brand<string, 'actor'>
export type CoderId = Brand<string, 'coder'>
export type RecordId =
  Brand<string, 'record'> | DocumentId | AnnotationId | IssueId | StanceId | ActorId | CoderId
/** 16 characters of base 32: the 80 random bits of one opening of a file that wrote something. */
export type SessionId = Brand<string, 'session'>
/** `<session>-<number>`, numbers from 1. */
export type ChangeId = Brand<string, 'change'>
/** `b-<session>-<number>`: the number of the batch's first change, or the next free number where it holds none. */
export type BatchId = Brand<string, 'batch'>
/** Lower-case hexadecimal SHA-256 (64 characters). */
export type Hash = Brand<string, 'hash'>

/** Bytes that nobody can guess; `randomBytes(n)` gives n of them. The host passes its own, tests a seeded one. */
export type RandomBytes = (count: number) => Uint8Array
/** SHA-256 of UTF-8 text or bytes, as lower-case hexadecimal. */
export type Sha256 = (content: string | Uint8Array) => string

const prefixes = {
  document: 'doc',
  annotation: 'ann',
  issue: 'iss',
  stance: 'sta',
  actor: 'act',
  coder: 'cod',
  filter: 'fil',
  decision: 'dec'
} as const

type IdOf = {
  document: DocumentId
  annotation: AnnotationId
  issue: IssueId
  stance: StanceId
  actor: ActorId
  coder: CoderId
  filter: Brand<string, 'record'>
  decision: Brand<string, 'record'>
}

/** A new random id of a kind: its prefix and 80 random bits, e.g. `iss_7k2m…`. */
export function newId<K extends keyof IdOf>(kind: K, randomBytes: RandomBytes): IdOf[K] {
  return `${prefixes[kind]}_${base32(randomBytes(10))}` as IdOf[K]
}

/** A new session id: 80 random bits in 16 characters. */
export function newSessionId(randomBytes: RandomBytes): SessionId {
  return base32(randomBytes(10)) as SessionId
}

/** The id of a session's change number `seq` (from 1). */
export function changeId(session: SessionId, seq: number): ChangeId {
  return `${session}-${seq}` as ChangeId
}

/** The session and number a change id is made of; null where it is not one. */
export function partsOfChangeId(id: string): { readonly session: SessionId; readonly seq: number } | null {
  if (!/^[0-9a-z]{16}-[1-9][0-9]{0,14}$/.test(id)) return null
  return { session: id.slice(0, 16) as SessionId, seq: Number(id.slice(17)) }
}

/** The id of the batch whose first change has this number. */
export function batchId(session: SessionId, seq: number): BatchId {
  return `b-${session}-${seq}` as BatchId
}

/** The id of a coder's progress in a document: made of the two, so that both sides of a merge mean one record. */
export function progressId(coder: CoderId, document: DocumentId): Brand<string, 'record'> {
  return `prg_${coder}_${document}` as Brand<string, 'record'>
}

/** The one project record's id. */
export const projectRecordId = 'project' as RecordId

/** The id of the first gold layer: the same in every copy of a project, so that two adjudicators fill one. Other projects have it too. */
export const firstGoldLayer = 'cod_gold' as CoderId

/** Any id as it may come from a file: 1 to 120 plain characters, no `/` (which separates a set's name from its element). */
export const plainId = z.string().regex(/^[A-Za-z0-9._:-]{1,120}$/)
export const documentId = plainId as unknown as z.ZodType<DocumentId, string>
export const annotationId = plainId as unknown as z.ZodType<AnnotationId, string>
export const issueId = plainId as unknown as z.ZodType<IssueId, string>
export const stanceId = plainId as unknown as z.ZodType<StanceId, string>
export const actorId = plainId as unknown as z.ZodType<ActorId, string>
export const coderId = plainId as unknown as z.ZodType<CoderId, string>
export const recordId = plainId as unknown as z.ZodType<RecordId, string>
export const changeIdSchema = z.string().regex(/^[0-9a-z]{16}-[1-9][0-9]{0,14}$/) as unknown as z.ZodType<
  ChangeId,
  string
>
export const batchIdSchema = z.string().regex(/^b-[0-9a-z]{16}-[1-9][0-9]{0,14}$/) as unknown as z.ZodType<
  BatchId,
  string
>
export const hash = z.string().regex(/^[0-9a-f]{64}$/) as unknown as z.ZodType<Hash, string>

/** Crockford's base 32 in lower case, five bits a character; ten bytes give sixteen characters. */
function base32(bytes: Uint8Array): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text
}
