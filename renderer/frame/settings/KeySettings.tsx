/** The keys of every command: found, pressed anew, taken away, put back. */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Settings } from '../../../shared/api/settings.ts'
import { isMac } from '../../state/appCommands.ts'
import { chordText } from '../../state/keys.ts'
import { chordFor, keyRows, sharing, withKey, withUsualKey, type KeyRow } from '../../state/keyTable.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { changeSettings } from '../../state/settings.ts'
import { announce } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../../ui/fields.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx'
import { t } from '../../ui/words.ts'

/** Enter on a command, then its new keys; Delete takes its key away; Backspace puts the usual one back. */
export function KeySettings() {
  const parley = useParley()
  const own = useSession((state) => state.settings.keys)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [recording, setRecording] = useState(false)
  const [said, setSaid] = useState('')
  const list = useRef<VirtualListHandle>(null)
  const rows = useMemo(() => keyRows(own), [own])
  const shown = rows.filter((row) => isFound(row, words))
  const row = rows.find((one) => one.id === chosen)

  const tell = (sentence: string): void => {
    setSaid(sentence)
    announce(parley, sentence)
  }
  const store = (keys: Settings['keys'], sentence: string): void => {
    void changeSettings(parley, { keys })
    tell(sentence)
  }
  const record = (at: KeyRow): void => {
    setChosen(at.id)
    setRecording(true)
    tell(t('settings.keys.press', { command: nameOf(at) }))
  }
  const stop = (sentence: string): void => {
    setRecording(false)
    tell(sentence)
    list.current?.focus()
  }
  const take = (press: KeyboardEvent, at: KeyRow): void => {
    press.preventDefault()
    press.stopPropagation()
    if (press.key === 'Escape') return stop(t('settings.keys.kept'))
    const chord = chordFor(at, { ...pressOf(press), code: press.code }, isMac())
    if (chord === null) return
    const taken = sharing(rows, at.id, chord)
    setRecording(false)
    store(
      withKey(own, at.id, chord),
      taken.length === 0
        ? t('settings.keys.set', { command: nameOf(at), keys: chordText(chord, isMac()) })
        : t('settings.keys.taken', {
            command: nameOf(at),
            keys: chordText(chord, isMac()),
            others: taken.map(nameOf).join(', ')
          })
    )
    list.current?.focus()
  }
  const remove = (at: KeyRow): void =>
    store(withKey(own, at.id, null), t('settings.keys.removed', { command: nameOf(at) }))
  const restore = (at: KeyRow): void =>
    store(withUsualKey(own, at.id), t('settings.keys.usualAgain', { command: nameOf(at) }))

  return (
    <>
      <SearchField label={t('settings.keys.find')} value={words} onChange={setWords} />
      <div
        className="key-rows"
        onKeyDownCapture={(press) => {
          if (recording && row) take(press, row)
        }}
      >
        <VirtualList
          ref={list}
          label={t('settings.keys.list')}
          count={shown.length}
          rowHeight={34}
          keyOf={(at) => shown[at]?.id ?? String(at)}
          isSelected={(at) => shown[at]?.id === chosen}
          onOpen={(at) => {
            const opened = shown[at]
            if (opened) record(opened)
          }}
          onKey={(press, at) => {
            const here = shown[at]
            if (!here || !['Delete', 'Backspace'].includes(press.key)) return false
            setChosen(here.id)
            if (press.key === 'Delete') remove(here)
            else restore(here)
            return true
          }}
          row={(at) => {
            const here = shown[at]
            return here && <Row row={here} isRecording={recording && here.id === chosen} />
          }}
        />
        {shown.length === 0 && <p className="faint nothing">{t('settings.keys.none')}</p>}
      </div>
      <div className="settings-line key-actions">
        <p className="faint key-said">{said || t('settings.keys.help')}</p>
        <Button
          size="small"
          isDisabled={!row?.isOwn}
          onPress={() => {
            if (row) restore(row)
          }}
        >
          {t('settings.keys.usual')}
        </Button>
        <Button
          size="small"
          isDisabled={Object.keys(own).length === 0}
          onPress={() => store({}, t('settings.keys.allUsualAgain'))}
        >
          {t('settings.keys.allUsual')}
        </Button>
      </div>
    </>
  )
}

function Row({ row, isRecording }: { readonly row: KeyRow; readonly isRecording: boolean }) {
  return (
    <>
      <span className="ellipsis key-name">{nameOf(row)}</span>
      {row.where === 'text' && <span className="faint key-where">{t('settings.keys.inText')}</span>}
      {isRecording ? (
        <span className="key-recording">{t('settings.keys.now')}</span>
      ) : (
        <span className="key-chords">
          {row.keys.map((chord) => (
            <kbd key={chord} className={row.isOwn ? 'own' : undefined}>
              {chordText(chord, isMac())}
            </kbd>
          ))}
          {row.keys.length === 0 && <span className="faint">{t('settings.keys.noKey')}</span>}
        </span>
      )}
    </>
  )
}

/** A command is found by words of its name, or by its keys as they are shown. */
function isFound(row: KeyRow, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return true
  const keys = row.keys.map((chord) => chordText(chord, isMac()).toLowerCase())
  const name = nameOf(row).toLowerCase()
  return keys.includes(wanted) || wanted.split(/\s+/).every((word) => name.includes(word))
}

function nameOf(row: KeyRow): string {
  return t(`menu.${row.id}`)
}

function pressOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  return { key, ctrlKey, metaKey, altKey, shiftKey }
}
