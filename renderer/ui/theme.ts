/** Puts the chosen theme on the page: the system's where none is forced. */
import type { Settings } from '../../shared/api/settings.ts'

/** Sets data-theme and data-contrast on <html>; the function it gives stops following the system. */
export function followTheme(theme: Settings['theme']): () => void {
  const page = document.documentElement
  if (theme === 'light' || theme === 'dark') page.dataset['theme'] = theme
  else delete page.dataset['theme']
  const wishes = matchMedia('(prefers-contrast: more)')
  const show = (): void => {
    if (theme === 'contrast' || (theme === 'system' && wishes.matches)) page.dataset['contrast'] = 'more'
    else delete page.dataset['contrast']
  }
  show()
  wishes.addEventListener('change', show)
  return () => wishes.removeEventListener('change', show)
}
