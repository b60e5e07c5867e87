/** Which words are marked in the text, in which colour, how often; and a way to the next. */
import { Settings2, X } from 'lucide-react'
import { useMemo } from 'react'
import type { RecordId } from '../../shared/ids.ts'
import { walkKeywords } from '../state/keywords.ts'
import { useKeywordPlaces, useParley } from '../state/parley.ts'
import { switchSearch } from '../state/savedSearches.ts'
import { openSearch } from '../state/search.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { inkColour } from '../ui/colour.ts'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { useSwitchedOn } from './useMarkedWords.ts'
import './search.css'

/** Nothing while no saved search is switched on. */
export function KeywordLegend() {
  const parley = useParley()
  const searches = useSwitchedOn()
  const keywords = useKeywordPlaces((state) => state.keywords)
  const counts = useMemo(() => {
    const found = new Map<RecordId, number>()
    for (const { search } of keywords) found.set(search, (found.get(search) ?? 0) + 1)
    return found
  }, [keywords])
  if (searches.length === 0) return null
  return (
    <div className="keyword-legend" role="group" aria-label={t('search.legend.label')}>
      <ul>
        {searches.map(({ id, name, colour }) => {
          const count = counts.get(id) ?? 0
          const places = t('search.legend.places', { count })
          return (
            <li key={id} className="keyword-chip">
              <Button
                size="small"
                look="quiet"
                isDisabled={count === 0}
                onPress={(press) => walkKeywords(parley, press.shiftKey ? -1 : 1, id)}
              >
                <span className="keyword-look" style={{ color: inkColour(colour) }} aria-hidden>
                  Aa
                </span>
                <span className="ellipsis" dir="auto">
                  {name}
                </span>
                <span className="faint tabular" aria-hidden>
                  {formatNumber(count)}
                </span>
                <span className="unseen">{t('search.legend.next', { places })}</span>
              </Button>
              <IconButton
                label={t('search.legend.off', { name })}
                icon={X}
                size="small"
                onPress={() => switchSearch(parley, id, false)}
              />
            </li>
          )
        })}
      </ul>
      <IconButton
        label={t('search.legend.manage')}
        icon={Settings2}
        size="small"
        onPress={() => openSearch(parley)}
      />
    </div>
  )
}
