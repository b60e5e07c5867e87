/** Keeps a view that broke from taking the window with it. */
import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { t } from './words.ts'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | null }

/** Shows one sentence, a way on, and the details for a report. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="empty" role="alert">
        <p className="what">{t('ui.broken')}</p>
        <p>{t('ui.brokenNext')}</p>
        <div className="actions">
          <Button look="primary" onPress={() => this.setState({ error: null })}>
            {t('ui.tryAgain')}
          </Button>
          <Button onPress={() => location.reload()}>{t('ui.reload')}</Button>
        </div>
        <details>
          <summary>{t('ui.details')}</summary>
          <pre>{error.message}</pre>
        </details>
      </div>
    )
  }
}
