/** Unpacking an archive that nobody vouches for: names, number and real sizes of its entries are checked, whatever its headers say. */
import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { fail, ok, type ProblemCode, type Result } from '../../shared/errors.ts'

/** Bounds for one archive. Sizes are bytes after unpacking. */
export type ZipLimits = { readonly entries: number; readonly bytes: number; readonly ratio: number }

/** Far more than any document needs: 5,000 entries, 300 MB of wanted parts, and 200 times the packed size once a part is over 10 MB. */
export const documentLimits: ZipLimits = { entries: 5_000, bytes: 300_000_000, ratio: 200 }

/**
 * The entries whose names `wants` takes, unpacked. `broken` is the problem where the bytes are no whole archive. Fails with `encryptedFile`
 * where an entry is encrypted and with `zipBomb` where more comes out than the limits allow; what is not wanted is never unpacked.
 */
export async function readZip(
  bytes: Uint8Array,
  options: {
    readonly name: string
    readonly broken: ProblemCode
    readonly wants: (path: string) => boolean
    readonly limits?: ZipLimits
  }
): Promise<Result<ReadonlyMap<string, Buffer>>> {
  const { name, broken, wants, limits = documentLimits } = options
  let zip: ZipFile | null = null
  try {
    // strictFileNames and the checks of yauzl refuse absolute names, `..` and sizes that lie.
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
      decodeStrings: true
    })
    if (zip.entryCount > limits.entries) return fail('zipBomb', { name })
    const parts = new Map<string, Buffer>()
    let left = limits.bytes
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) return fail('encryptedFile', { name })
      if (entry.fileName.endsWith('/') || !wants(entry.fileName)) continue
      if (parts.has(entry.fileName)) return fail(broken, { name })
      const part = await unpack(zip, entry, Math.min(left, mostOf(entry, limits)))
      if (!part) return fail('zipBomb', { name })
      // yauzl leaves the checksum to us: one wrong bit may change a word without any other sign.
      if (crc32(part) !== entry.crc32) return fail(broken, { name })
      left -= part.length
      parts.set(entry.fileName, part)
    }
    return ok(parts)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // yauzl's words for an entry that goes on after its declared size.
    return fail(/too many bytes/.test(error.message) ? 'zipBomb' : broken, { name })
  } finally {
    zip?.close()
  }
}

function mostOf(entry: Entry, limits: ZipLimits): number {
  return Math.max(10_000_000, entry.compressedSize * limits.ratio)
}

/** One entry; null where more than `most` bytes come out. Stops reading at that point. */
async function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Buffer | null> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) {
      stream.destroy()
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
