/** Asks who is coding: somebody of the project, or somebody new. */
import { useState } from 'react'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { changeSettings } from '../state/settings.ts'
import { toast } from '../state/tell.ts'
import type { CoderId } from '../../shared/ids.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { initialsOf } from '../ui/initials.ts'
import { t } from '../ui/words.ts'

/** Closing it leaves the project to be read; nothing can be tagged before somebody is chosen. */
export function WhoIsCoding({ onClose }: { readonly onClose: () => void }) {
  const parley = useParley()
  const coders = useCodebook((state) => state.codebook.coders)
  const remembered = useSession((state) => state.settings.coderName)
  const [name, setName] = useState(remembered)
  const [initials, setInitials] = useState<string | null>(null)
  const choices = coders.filter((coder) => coder.joinedInto === null && coder.kind === 'person')
  const shownInitials = initials ?? initialsOf(name)

  const choose = async (
    who: { readonly coder: CoderId } | { readonly name: string; readonly initials: string }
  ): Promise<void> => {
    const answer = await parley.client.call('project.chooseCoder', who)
    if (!answer.ok) return toast(parley, answer.problem)
    parley.session.setState({ project: answer.value })
    const chosen = 'name' in who ? who.name : coders.find((coder) => coder.id === who.coder)?.name
    if (chosen) void changeSettings(parley, { coderName: chosen })
    onClose()
  }
  const isReady = name.trim() !== '' && shownInitials.trim() !== ''
  const go = (): void => {
    if (isReady) void choose({ name: name.trim(), initials: shownInitials.trim() })
  }
  return (
    <Dialog
      title={t('app.whoTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('app.whoLater')}</Button>
          <Button look="primary" isDisabled={!isReady} onPress={go}>
            {t('app.whoGo')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('app.whoIntro')}</p>
      {choices.length > 0 && (
        <ul className="coders" aria-label={t('app.whoList')}>
          {choices.map((coder) => (
            <li key={coder.id}>
              <Button look="quiet" wide onPress={() => void choose({ coder: coder.id })}>
                <span className="initials">{coder.initials || initialsOf(coder.name)}</span>
                {coder.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="who-new" role="group" aria-label={t('app.whoNew')}>
        <TextField label={t('app.whoName')} value={name} onChange={setName} onEnter={go} autoFocus />
        <TextField
          label={t('app.whoInitials')}
          value={shownInitials}
          onChange={(value) => setInitials(value.slice(0, 8))}
          onEnter={go}
        />
      </div>
    </Dialog>
  )
}
