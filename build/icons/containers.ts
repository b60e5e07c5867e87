/** The two icon files that hold several PNG images: ICO for Windows, ICNS for macOS. */

export interface PngImage {
  /** Width and height in pixels. */
  readonly size: number
  readonly png: Buffer
}

/** Types of an ICNS entry by what they show: points and, for `@2x`, twice the pixels. */
const icnsTypes: readonly (readonly [string, number])[] = [
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024]
]

/** An ICO file with the images up to 256 pixels, each stored as PNG. */
export function icoFile(images: readonly PngImage[]): Buffer {
  const fitting = images.filter((image) => image.size <= 256)
  const head = Buffer.alloc(6 + 16 * fitting.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(fitting.length, 4)
  let offset = head.length
  fitting.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at) // 0 stands for 256
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...fitting.map((image) => image.png)])
}

/** An ICNS file with an entry for every size that is there. */
export function icnsFile(images: readonly PngImage[]): Buffer {
  const entries = icnsTypes.flatMap(([type, size]) => {
    const image = images.find((candidate) => candidate.size === size)
    if (!image) return []
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + image.png.length, 4)
    return [head, image.png]
  })
  const body = Buffer.concat(entries)
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}
