/** The keys of the window, by where they hold. */
import { appCommands, isMac, keysOf } from '../state/appCommands.ts'
import { chordText } from '../state/keys.ts'
import { useSession } from '../state/parley.ts'
import { textCommands, textKeysOf } from '../state/textKeys.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { t } from '../ui/words.ts'

/** Keys of lists, that no menu holds: chord -> words. */
const listKeys: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'walk'],
  ['→ ←', 'expand'],
  ['Enter', 'open'],
  ['Alt+↑ ↓', 'move'],
  ['Alt+→ ←', 'indent'],
  ['F2', 'rename'],
  ['Insert', 'below'],
  ['I', 'details'],
  ['Space', 'choose'],
  ['Shift+↑ ↓', 'stretch'],
  ['G', 'group'],
  ['P', 'progress'],
  ['Delete', 'delete'],
  ['Esc', 'showAll']
]

/** Three lists; Esc closes. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const settings = useSession((state) => state.settings)
  const everywhere = appCommands.flatMap((command) => {
    const chord = keysOf(command, settings)[0]
    return chord === undefined ? [] : [[[chordText(chord, isMac())], t(`menu.${command.id}`)] as const]
  })
  const inText = textCommands.map((command) => {
    const chords = textKeysOf(command, settings.keys).map((chord) => chordText(chord, isMac()))
    return [chords, t(`menu.${command.id}`)] as const
  })
  const inLists = listKeys.map(([chord, name]) => [[chord], t(`app.keyNames.lists.${name}`)] as const)
  return (
    <Dialog title={t('app.keysTitle')} size="wide" onClose={onClose}>
      <div className="keys-sheet" tabIndex={0}>
        <Keys heading={t('app.keysIn.text')} keys={inText} />
        <Keys heading={t('app.keysIn.lists')} keys={inLists} />
        <Keys heading={t('app.keysIn.everywhere')} keys={everywhere} />
      </div>
    </Dialog>
  )
}

function Keys({
  heading,
  keys
}: {
  readonly heading: string
  /** Each of the chords does the same. */
  readonly keys: readonly (readonly [readonly string[], string])[]
}) {
  return (
    <section>
      <h3>{heading}</h3>
      <dl>
        {keys.map(([chords, name]) => (
          <div key={`${chords.join(' ')} ${name}`}>
            <dt>
              {chords.map((chord) => (
                <kbd key={chord}>{chord}</kbd>
              ))}
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
