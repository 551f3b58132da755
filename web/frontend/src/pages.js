// What pages do beyond links and forms: the slider of a map shows a year at once. Without scripts, its button does.
const slider = document.querySelector('.years input')

if (slider) {
  const output = document.querySelector('.years output')
  const shown = document.querySelector('#shown')
  const members = [...document.querySelectorAll('[data-since]')]
  slider.addEventListener('input', () => {
    for (const member of members) member.classList.toggle('later', Number(member.dataset.since) > Number(slider.value))
    output.value = slider.value
    shown.textContent = document.querySelectorAll('tbody tr:not(.later)').length
  })
  slider.addEventListener('change', () => history.replaceState(null, '', `?year=${slider.value}`))
}
