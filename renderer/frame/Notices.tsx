/** What the analyst should know about the open project, below the top bar. */
import { TriangleAlert, X } from 'lucide-react'
import { useParley, useSession } from '../state/parley.ts'
import { noticeKey, openNotices } from '../state/session.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

/** One line a notice; a lost connection stays until it is back. */
export function Notices() {
  const parley = useParley()
  const project = useSession((state) => state.project)
  const closed = useSession((state) => state.closedNotices)
  const connected = useSession((state) => state.connected)
  const notices = openNotices(project, closed)
  return (
    <div role="status">
      {!connected && (
        <div className="banner">
          <TriangleAlert size={15} aria-hidden />
          <span>
            {t('app.lost')} {t('app.lostNext')}
          </span>
        </div>
      )}
      {notices.map((notice) => (
        <div key={noticeKey(notice)} className="banner">
          <TriangleAlert size={15} aria-hidden />
          <span>{t(`notices.${notice.code}`, notice.about)}</span>
          {notice.code === 'checkFailed' && (
            <Button size="small" onPress={() => parley.workspace.setState({ view: 'data' })}>
              {t('data.health.heading')}
            </Button>
          )}
          <IconButton
            label={t('app.closeNotice')}
            icon={X}
            size="small"
            onPress={() =>
              parley.session.setState((state) => ({
                closedNotices: [...state.closedNotices, noticeKey(notice)]
              }))
            }
          />
        </div>
      ))}
    </div>
  )
}
