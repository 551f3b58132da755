// The panel that shows how the last question was answered: times, cost, plan, and what the store was asked.
import { Button, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect } from 'react'

import { setExplaining, useLast } from './asking.js'
import { _, language as tongue } from './words.js'

const number = new Intl.NumberFormat(tongue, { maximumFractionDigits: 2 })

function Explanation() {
  const { run } = useGraphiQLActions()
  const busy = useGraphiQL((state) => state.isFetching)
  const last = useLast()
  useEffect(() => {
    setExplaining(true)
    return () => setExplaining(false)
  }, [])
  return (
    <section className="explain" lang={tongue} aria-label={_('How the question was answered')}>
      <h1>{_('How it was answered')}</h1>
      <p>{_('As long as this panel is open, each answer tells how it came about.')}</p>
      <Button onClick={run} disabled={busy}>
        {_('Run the question')}
      </Button>
      {last && !last.explanation && <p role="status">{_('The last answer does not tell it: run the question.')}</p>}
      {last?.explanation && <Told {...last.explanation} />}
    </section>
  )
}

function Told({ milliseconds, cost, plan, statements, statementsLeftOut }) {
  return (
    <>
      <h2>{_('Time')}</h2>
      <table>
        <tbody>
          {Object.entries(milliseconds).map(([step, time]) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td>{number.format(time)} ms</td>
              <td>
                <meter aria-label={_('%(step)s of the whole', { step })} max={milliseconds.total || 1} value={time} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cost && (
        <>
          <h2>{_('Cost')}</h2>
          <p>
            {_('At most %(values)s values of %(limit)s that are allowed.', {
              values: number.format(cost.values),
              limit: number.format(cost.limit),
            })}
          </p>
        </>
      )}
      {statements.map((statement, i) => (
        <Statement key={i} number={i + 1} {...statement} />
      ))}
      {statementsLeftOut && <p>{_('Statements that are not shown: %(count)s', { count: number.format(statementsLeftOut) })}</p>}
      {plan && (
        <details>
          <summary>{_('Plan')}</summary>
          <pre tabIndex={0} aria-label={_('Plan')}>
            {plan}
          </pre>
        </details>
      )}
    </>
  )
}

function Statement({ number: place, language, text, search, parameters, rows, milliseconds }) {
  const name = language
    ? _('Statement %(place)s, %(language)s', { place, language })
    : _('Search %(place)s', { place })
  return (
    <>
      <h2>{name}</h2>
      <p>{number.format(milliseconds)} ms</p>
      <pre tabIndex={0} aria-label={name}>
        {text ?? search}
      </pre>
      {parameters && (
        <details>
          <summary>{_('Parameters')}</summary>
          <pre tabIndex={0} aria-label={_('Parameters: %(name)s', { name })}>
            {JSON.stringify(parameters, null, 2)}
          </pre>
        </details>
      )}
      {rows && Object.keys(rows).length > 0 && (
        <table>
          <caption>{_('Objects in its answer')}</caption>
          <tbody>
            {Object.entries(rows).map(([path, count]) => (
              <tr key={path}>
                <th scope="row">{path}</th>
                <td>{number.format(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
    <circle cx="12" cy="13" r="8" strokeWidth="2" />
    <path d="M12 9v4l3 2M9 2h6" strokeWidth="2" />
  </svg>
)

export const explainPlugin = { title: _('Explanation'), icon: Icon, content: Explanation }
