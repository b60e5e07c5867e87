/** How searches are written, a press away from the field. */
import { CircleQuestionMark } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { t } from '../ui/words.ts'

const words = [
  ['ceasefire territory', 'both'],
  ['"full ceasefire"', 'phrase'],
  ['sanction*', 'prefix'],
  ['NEAR(troop* border, 5)', 'near'],
  ['truce OR ceasefire', 'or'],
  ['ceasefire NOT partial', 'not']
] as const
const expressions = [
  ['cease-?fires?', 'regexOne'],
  ['\\d+([.,]\\d+)? ?%', 'regexTwo'],
  ['^Article \\d+', 'regexThree'],
  ['/Party/', 'regexFour']
] as const
const keys = [
  ['↑ ↓', 'keysField'],
  ['Space, Enter', 'keysList'],
  ['F4, Shift+F4', 'keysWalk']
] as const

export function SyntaxHelp() {
  return (
    <DialogTrigger>
      <AriaButton className="button quiet icon small" aria-label={t('search.help.open')}>
        <CircleQuestionMark size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className="popover search-help" placement="bottom end" offset={4}>
        <Dialog className="search-help-body" aria-label={t('search.help.title')}>
          <Heading slot="title" level={2}>
            {t('search.help.wordsTitle')}
          </Heading>
          <Examples examples={words} />
          <p className="faint">{t('search.help.wordsNote')}</p>
          <h3>{t('search.help.regexTitle')}</h3>
          <Examples examples={expressions} />
          <p className="faint">{t('search.help.regexNote')}</p>
          <h3>{t('search.help.keysTitle')}</h3>
          <Examples examples={keys} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Examples({ examples }: { readonly examples: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {examples.map(([written, means]) => (
        <div key={written}>
          <dt>
            <code>{written}</code>
          </dt>
          <dd>{t(`search.help.${means}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
