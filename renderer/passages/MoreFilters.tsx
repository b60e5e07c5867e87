/** The filters that are needed less often: state, certainty, note, group of documents, when it was made or changed. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import type { PassageFilter } from '../../shared/api/filters.ts'
import { useParley } from '../state/parley.ts'
import { classes } from '../ui/Button.tsx'
import { SelectField, Tick } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { certaintyChoices, undecided } from './choices.tsx'
import { dayAfter, dayOf, moreCount, timeOfDay, withBetween, withPart, withValues } from './filters.ts'

type MoreFiltersProps = {
  readonly filter: PassageFilter
  readonly onChange: (filter: PassageFilter) => void
}

/** One button for all of them; it says how many are set. */
export function MoreFilters({ filter, onChange }: MoreFiltersProps) {
  const { client } = useParley()
  const [groups, setGroups] = useState<readonly string[]>([])
  const set = moreCount(filter)
  const certainties = filter.certainties ?? []
  const value = set === 0 ? t('passages.more') : t('passages.moreSet', { count: set })
  return (
    <DialogTrigger
      onOpenChange={(isOpen) => {
        if (!isOpen) return
        void client.call('documents.overview', {}).then((answer) => {
          if (answer.ok) setGroups(answer.value.groups.map((group) => group.name))
        })
      }}
    >
      <AriaButton className={classes('input', 'select-button', 'compact', set > 0 && 'chosen')}>
        <span className="ellipsis">{value}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className="popover more-filters" offset={4} aria-label={t('passages.more')}>
        <SelectField
          label={t('passages.by.state')}
          value={filter.state ?? ''}
          onChange={(state) => onChange(withPart(filter, 'state', state))}
          choices={[
            { key: '' as const, name: t('passages.any.state') },
            ...(['incomplete', 'conflict', 'lost'] as const).map((state) => ({
              key: state,
              name: t(`passages.states.${state}`)
            }))
          ]}
        />
        <SelectField
          label={t('passages.by.note')}
          value={filter.note ?? ''}
          onChange={(note) => onChange(withPart(filter, 'note', note))}
          choices={[
            { key: '' as const, name: t('passages.any.note') },
            { key: 'with' as const, name: t('passages.notes.with') },
            { key: 'without' as const, name: t('passages.notes.without') }
          ]}
        />
        <fieldset className="more-part">
          <legend className="label">{t('passages.by.certainties')}</legend>
          <div className="more-ticks">
            {certaintyChoices().map(({ key, name }) => {
              const own = key === undecided ? null : (key as 'low' | 'medium' | 'high')
              return (
                <Tick
                  key={key}
                  on={certainties.includes(own)}
                  onChange={(on) =>
                    onChange(
                      withValues(
                        filter,
                        'certainties',
                        on ? [...certainties, own] : certainties.filter((one) => one !== own)
                      )
                    )
                  }
                >
                  {name}
                </Tick>
              )
            })}
          </div>
        </fieldset>
        {groups.filter((group) => group !== '').length > 0 && (
          <fieldset className="more-part">
            <legend className="label">{t('passages.by.groups')}</legend>
            <div className="more-ticks more-groups">
              {groups.map((group) => (
                <Tick
                  key={group}
                  on={filter.groups?.includes(group) ?? false}
                  onChange={(on) => {
                    const chosen = filter.groups ?? []
                    onChange(
                      withValues(
                        filter,
                        'groups',
                        on ? [...chosen, group] : chosen.filter((one) => one !== group)
                      )
                    )
                  }}
                >
                  <span dir="auto">{group === '' ? t('passages.noGroup') : group}</span>
                </Tick>
              ))}
            </div>
          </fieldset>
        )}
        <Between name="created" filter={filter} onChange={onChange} />
        <Between name="modified" filter={filter} onChange={onChange} />
      </Popover>
    </DialogTrigger>
  )
}

/** Whole days of the analyst's own time zone, both ends included. */
function Between({ name, filter, onChange }: MoreFiltersProps & { readonly name: 'created' | 'modified' }) {
  const { from, to } = filter[name] ?? {}
  return (
    <fieldset className="more-part">
      <legend className="label">{t(`passages.by.${name}`)}</legend>
      <div className="more-days">
        <input
          type="date"
          className="input"
          aria-label={t(`passages.days.${name}From`)}
          value={from === undefined ? '' : dayOf(from)}
          onChange={(change) =>
            onChange(withBetween(filter, name, { from: timeOfDay(change.target.value), to }))
          }
        />
        <span aria-hidden>–</span>
        <input
          type="date"
          className="input"
          aria-label={t(`passages.days.${name}To`)}
          value={to === undefined ? '' : dayOf(to - 1)}
          onChange={(change) =>
            onChange(withBetween(filter, name, { from, to: dayAfter(change.target.value) }))
          }
        />
      </div>
    </fieldset>
  )
}
