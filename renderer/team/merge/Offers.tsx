/** Records that look like one, to be joined with the merge where the analyst says so. */
import type { JoinOffer } from '../../../shared/api/mergeMethods.ts'
import { Button } from '../../ui/Button.tsx'
import { Tick } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'

type OffersProps = {
  readonly offers: readonly JoinOffer[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ticked: ReadonlySet<string>) => void
}

export function keyOfOffer({ kind, id, into }: JoinOffer): string {
  return `${kind} ${id} ${into}`
}

/** People first: whose work is whose matters most. Nothing is ticked beforehand. */
export function Offers({ offers, ticked, onTick }: OffersProps) {
  const coders = offers.filter(({ kind }) => kind === 'coder')
  const others = offers.filter(({ kind }) => kind !== 'coder')
  return (
    <>
      <Group
        heading={t('merge.offers.coder')}
        help={t('merge.offers.coderHelp')}
        offers={coders}
        ticked={ticked}
        onTick={onTick}
      />
      <Group
        heading={t('merge.offers.others')}
        help={t('merge.offers.othersHelp')}
        offers={others}
        ticked={ticked}
        onTick={onTick}
      />
    </>
  )
}

function Group({
  heading,
  help,
  offers,
  ticked,
  onTick
}: OffersProps & { readonly heading: string; readonly help: string }) {
  if (offers.length === 0) return null
  const keys = offers.map(keyOfOffer)
  const areAll = keys.every((key) => ticked.has(key))
  const set = (some: readonly string[], on: boolean): void =>
    onTick(on ? new Set([...ticked, ...some]) : new Set([...ticked].filter((key) => !some.includes(key))))
  return (
    <section className="merge-offers" role="group" aria-label={heading}>
      <div className="merge-offers-head">
        <h3>{heading}</h3>
        {offers.length > 2 && (
          <Button size="small" look="quiet" onPress={() => set(keys, !areAll)}>
            {t(areAll ? 'merge.offers.none' : 'merge.offers.all')}
          </Button>
        )}
      </div>
      <p className="faint">{help}</p>
      <div className="merge-scroll">
        {offers.map((offer) => (
          <Tick
            key={keyOfOffer(offer)}
            on={ticked.has(keyOfOffer(offer))}
            onChange={(on) => set([keyOfOffer(offer)], on)}
            help={[
              ...(offer.kind === 'coder' ? [] : [t(`merge.kinds.${offer.kind}`)]),
              t(`merge.offers.${offer.why}`)
            ].join(', ')}
          >
            {t('merge.offers.join', { name: offer.name, into: offer.intoName })}
          </Tick>
        ))}
      </div>
    </section>
  )
}
