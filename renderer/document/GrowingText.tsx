/** A field for prose that is as high as what is written in it. */
import { useLayoutEffect, useRef } from 'react'
import { classes } from '../ui/Button.tsx'

/** In px: from here on it scrolls. */
const highest = 220

export function GrowingText({
  label,
  value,
  onChange,
  onBlur,
  placeholder,
  readOnly = false,
  className
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly readOnly?: boolean
  readonly className?: string
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    // A hidden field has no height yet; the next change gives it one.
    if (element.scrollHeight > 0)
      element.style.height = `${Math.min(highest, element.scrollHeight + element.offsetHeight - element.clientHeight)}px`
  }, [value])
  return (
    <textarea
      ref={field}
      className={classes('input', 'growing', className)}
      rows={1}
      dir="auto"
      aria-label={label}
      placeholder={placeholder}
      readOnly={readOnly}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...(onBlur ? { onBlur } : {})}
    />
  )
}
