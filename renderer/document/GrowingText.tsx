/** A field for prose that is as high as what is written in it (`field-sizing` sees to that). */
import { classes } from '../ui/Button.tsx'

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
  return (
    <textarea
      className={classes('input', className)}
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
