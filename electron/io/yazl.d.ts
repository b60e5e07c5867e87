/** What Parley uses of yazl, which brings no types. */
declare module 'yazl' {
  export class ZipFile {
    addBuffer(
      content: Buffer,
      path: string,
      options?: { readonly compress?: boolean; readonly mtime?: Date }
    ): void
    end(): void
    readonly outputStream: NodeJS.ReadableStream
  }
}
