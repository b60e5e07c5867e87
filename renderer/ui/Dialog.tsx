/** A dialog above the window, with its title, its content and its buttons. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button, classes, IconButton } from './Button.tsx'
import { t } from './words.ts'

type DialogProps = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the one that goes on last. */
  readonly footer?: ReactNode
  readonly size?: 'wide' | 'full' | 'palette'
  /** True while it must not be closed by Esc or a click outside. */
  readonly busy?: boolean
}

/** Shown as long as it is mounted; Esc and a click outside close it; focus goes back to where it was. */
export function Dialog({ title, onClose, children, footer, size, busy = false }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable={!busy}
      isKeyboardDismissDisabled={busy}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={classes('modal', size)}>
        <AriaDialog className="dialog" aria-label={title}>
          {size !== 'palette' && (
            <header>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              <IconButton label={t('ui.close')} icon={X} onPress={onClose} isDisabled={busy} />
            </header>
          )}
          {size === 'palette' ? children : <div className="body">{children}</div>}
          {footer && <footer>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

type ConfirmProps = {
  readonly title: string
  /** What will happen, in a sentence that names the thing. */
  readonly consequence: string
  /** The verb on the button. */
  readonly verb: string
  readonly danger?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before what undo cannot take back, or what takes more along than is seen. */
export function Confirm({ title, consequence, verb, danger = false, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            autoFocus
            onPress={() => {
              onClose()
              onConfirm()
            }}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>{consequence}</p>
    </Dialog>
  )
}
