// The panel that shows how the last question was answered: times, cost, plan, and what the store was asked.
import { Button, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect } from 'react'

import { setExplaining, useLast } from './asking.js'

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

function Explanation() {
  const { run } = useGraphiQLActions()
  const busy = useGraphiQL((state) => state.isFetching)
  const last = useLast()
  useEffect(() => {
    setExplaining(true)
    return () => setExplaining(false)
  }, [])
  return (
    <section className="explain" aria-label="How the question was answered">
      <h1>How it was answered</h1>
      <p>As long as this panel is open, each answer tells how it came about.</p>
      <Button onClick={run} disabled={busy}>
        Run the question
      </Button>
      {last && !last.explanation && <p role="status">The last answer does not tell it: run the question.</p>}
      {last?.explanation && <Told {...last.explanation} />}
    </section>
  )
}

function Told({ milliseconds, cost, plan, statements, statementsLeftOut }) {
  return (
    <>
      <h2>Time</h2>
      <table>
        <tbody>
          {Object.entries(milliseconds).map(([step, time]) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              <td>{number.format(time)} ms</td>
              <td>
                <meter aria-label={`${step} of the whole`} max={milliseconds.total || 1} value={time} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cost && (
        <>
          <h2>Cost</h2>
          <p>
            At most {number.format(cost.values)} values of {number.format(cost.limit)} that are allowed.
          </p>
        </>
      )}
      {statements.map((statement, i) => (
        <Statement key={i} number={i + 1} {...statement} />
      ))}
      {statementsLeftOut && <p>{number.format(statementsLeftOut)} more statements are not shown.</p>}
      {plan && (
        <details>
          <summary>Plan</summary>
          <pre tabIndex={0} aria-label="Plan">
            {plan}
          </pre>
        </details>
      )}
    </>
  )
}

function Statement({ number: place, language, text, search, parameters, rows, milliseconds }) {
  const name = language ? `Statement ${place}, ${language}` : `Search ${place}`
  return (
    <>
      <h2>{name}</h2>
      <p>{number.format(milliseconds)} ms</p>
      <pre tabIndex={0} aria-label={name}>
        {text ?? search}
      </pre>
      {parameters && (
        <details>
          <summary>Parameters</summary>
          <pre tabIndex={0} aria-label={`Parameters of ${name}`}>
            {JSON.stringify(parameters, null, 2)}
          </pre>
        </details>
      )}
      {rows && Object.keys(rows).length > 0 && (
        <table>
          <caption>Objects in its answer</caption>
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

export const explainPlugin = { title: 'Explanation', icon: Icon, content: Explanation }
