// Guesses: a reader draws or sets numbers, and hears by how much they miss. Nothing is kept or sent.
for (const block of document.querySelectorAll(".guess[data-script]")) {
  const find = selector => [...block.querySelectorAll(selector)]
  const { values, low, step, steps, digits, units, bands, says, scale } = JSON.parse(block.dataset.guess)
  const [sliders, [field], [said], [drawn], [record], [answer]] =
    ["input", ".guess-field", ".guess-said", ".guess-drawn", ".guess-record", ".guess-answer"].map(find)

  // A whole number of millionths, divided by a count; all is whole, so that it rounds as in the build.
  const say = (total, count, places, [one, several]) => {
    const unit = scale / 10 ** places * count
    const above = 2 * Math.abs(total) + unit
    const parts = (above - above % (2 * unit)) / (2 * unit)
    const rest = parts % 10 ** places
    const number = (total < 0 && parts ? "\u2212" : "") + `${(parts - rest) / 10 ** places}` + (rest ? `.${`${rest}`.padStart(places, "0")}` : "")
    return number + (number === "1" ? one : several)
  }
  const at = slider => low + slider.value * step
  const path = heights => "M" + heights.map((height, index) => `${(index + .5) / heights.length * 100} ${height}`).join("L")

  const show = slider => {
    const words = say(at(slider), 1, digits[0], units.slice(0, 2))
    slider.setAttribute("aria-valuetext", words)
    slider.nextElementSibling.textContent = words
    drawn?.setAttribute("d", path(sliders.map(one => 100 - one.value / steps * 100)))
  }
  sliders.forEach(show)
  block.addEventListener("input", ({ target }) => show(target))

  const draw = ({ clientX, clientY }) => {
    const { left, top, width, height } = field.getBoundingClientRect()
    const part = (clientX - left) / width
    const slider = sliders[Math.min(Math.max(Math.floor(part * sliders.length), 0), sliders.length - 1)]
    slider.value = Math.round((1 - (clientY - top) / height) * steps)
    show(slider)
  }
  field?.addEventListener("pointerdown", event => {
    field.setPointerCapture(event.pointerId)
    draw(event)
    event.preventDefault()
  })
  field?.addEventListener("pointermove", event => event.buttons && event.getCoalescedEvents().concat(event).forEach(draw))

  block.querySelector("button").addEventListener("click", () => {
    const misses = values.map((value, index) => at(sliders[index]) - value)
    const total = misses.reduce((sum, miss) => sum + Math.abs(miss), 0)
    const amount = say(total, misses.length, digits[1], units.slice(2))
    const [hit, high, under, off] = says
    const form = /[1-9]/.test(amount) ? misses.length > 1 ? off : misses[0] > 0 ? high : under : hit
    const [, words] = bands.find(([limit]) => limit === null || total <= limit * misses.length)
    const verdict = Object.assign(document.createElement("span"), { className: "claim", textContent: words })
    said.replaceChildren(form.replace("#", amount), " ", verdict)
    record?.setAttribute("d", path(values.map(value => 100 - (value - low) / step / steps * 100)))
    answer.open = true
  })
}
