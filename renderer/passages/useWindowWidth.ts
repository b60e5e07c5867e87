/** The width of the window. */
import { useSyncExternalStore } from 'react'

/** In px; the view is drawn again when it changes. */
export function useWindowWidth(): number {
  return useSyncExternalStore(
    (onChange) => {
      addEventListener('resize', onChange)
      return () => removeEventListener('resize', onChange)
    },
    () => innerWidth
  )
}
