/** Types of bootstrap.mjs, which is plain JavaScript because it runs before anything is installed. */
export declare const root: string
export declare function bootstrap(): number
export declare function runScript(name: string): Promise<void>
export declare function toolNode(): string
export declare function toolEnvironment(): NodeJS.ProcessEnv
export declare function withMutex<T>(name: string, work: () => T): T
