/** How the analyst wants the text to look. */
import type { Settings } from '../../shared/api/settings.ts'

/** `zoom` in percent, `lineWidth` in characters. */
export type TextLook = {
  readonly zoom: number
  readonly lineWidth: number
  readonly font: Settings['font']
}

/** What holds where nothing was chosen. */
export const usualLook: TextLook = { zoom: 100, lineWidth: 70, font: 'serif' }

/** Sets it on the pane. Not by React: the place that is read is kept around it. */
export function applyLook(pane: HTMLElement, { zoom, lineWidth, font }: TextLook): void {
  pane.style.setProperty('--zoom', String(zoom / 100))
  pane.style.setProperty('--line-width', String(lineWidth))
  pane.dataset['font'] = font
}
