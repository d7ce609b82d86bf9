// What-ifs: the same formulas, words and digits as the build's, followed while a reader moves what is given.
// Each block brings its own data: steps, each over the results of earlier ones. Nothing in them is code.

// What follows from a setting: for each input a decimal as text, or null for what is recorded. A name that tests can reach.
var followWhatIf = (() => {
  const NONE = "no answer"
  const NO_BREAK = "\u00a0"
  const MINUS = "\u2212"
  const SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    + "seventeen eighteen nineteen twenty").split(" ")
  const POWERS = { 3: "thousand", 6: "million", 9: "billion", 12: "trillion" }
  const MOST_DIGITS = 12

  // Exact numbers: a whole number over another that is above zero.
  const absolute = n => n < 0n ? -n : n
  const ten = places => 10n ** BigInt(places)
  const ratio = (n, d = 1n) => {
    if (d < 0n) [n, d] = [-n, -d]
    let [a, b] = [absolute(n), d]
    while (b) [a, b] = [b, a % b]
    return [n / a, d / a]
  }
  const parse = text => {
    const [above, below = "1"] = text.split("/")
    const [whole, part = ""] = above.split(".")
    return ratio(BigInt(whole + part), BigInt(below) * ten(part.length))
  }
  const plus = (a, b) => ratio(a[0] * b[1] + b[0] * a[1], a[1] * b[1])
  const minus = a => [-a[0], a[1]]
  const times = (a, b) => ratio(a[0] * b[0], a[1] * b[1])
  const over = (a, b) => ratio(a[0] * b[1], a[1] * b[0])
  const order = (a, b) => { const d = a[0] * b[1] - b[0] * a[1]; return d < 0n ? -1 : d > 0n ? 1 : 0 }
  const sign = a => order(a, ZERO)
  const magnitude = a => [absolute(a[0]), a[1]]
  const [ZERO, ONE, HUNDRED, THOUSAND, MILLION] = [0n, 1n, 100n, 1000n, 1000000n].map(n => [n, 1n])

  // Rounding, as decimals name it; the whole number of steps of ten to the minus `places`.
  const [FLOOR, CEILING, DOWN, UP, HALF_DOWN, HALF_UP, HALF_EVEN] = [1, 2, 3, 4, 5, 6, 7]
  const round = ([n, d], places, mode) => {
    if (places < 0) d *= ten(-places)
    else n *= ten(places)
    const [whole, rest] = [absolute(n) / d, absolute(n) % d]
    const half = 2n * rest - d
    const further = rest && (mode === FLOOR ? n < 0n : mode === CEILING ? n > 0n : mode === UP || mode !== DOWN
      && (half > 0n || half === 0n && (mode === HALF_UP || mode === HALF_EVEN && whole % 2n === 1n)))
    return (n < 0n ? -1n : 1n) * (whole + (further ? 1n : 0n))
  }
  const unround = (n, places) => places < 0 ? [n * ten(-places), 1n] : ratio(n, ten(places))
  const adjusted = ([n, d]) => {
    const e = String(absolute(n)).length - String(d).length
    return (e < 0 ? absolute(n) * ten(-e) >= d : absolute(n) >= d * ten(e)) ? e : e - 1
  }
  const cut = (a, digits, mode) => {
    if (!a[0]) return a
    const places = digits - 1 - adjusted(a)
    return unround(round(a, places, mode), places)
  }
  const near = a => cut(a, 50, HALF_EVEN)
  const below = a => cut(a, 50, FLOOR)
  const above = a => cut(a, 50, CEILING)

  // A value between two bounds, each with whether it is itself excluded; an exact one has its fraction.
  class Exact {
    constructor(fraction) { this.fraction = fraction }
    get value() { return near(this.fraction) }
    get low() { return below(this.fraction) }
    get high() { return above(this.fraction) }
    get lowOpen() { return false }
    get highOpen() { return false }
  }
  const between = (value, low, high, lowOpen, highOpen) =>
    order(low, high) ? { value, low, high, lowOpen, highOpen } : new Exact(value)
  const both = (a, b) => a.fraction && b.fraction

  const negate = a => a.fraction ? new Exact(minus(a.fraction))
    : between(minus(a.value), minus(a.high), minus(a.low), a.highOpen, a.lowOpen)
  const add = (a, b) => both(a, b) ? new Exact(plus(a.fraction, b.fraction))
    : between(near(plus(a.value, b.value)), below(plus(a.low, b.low)), above(plus(a.high, b.high)),
      a.lowOpen || b.lowOpen, a.highOpen || b.highOpen)
  const product = (a, b) => {
    const ends = one => [[one.low, one.lowOpen], [one.high, one.highOpen]]
    const corners = to => ends(a).flatMap(([x, xOpen]) => ends(b).map(([y, yOpen]) => x[0] && y[0]
      ? [to(times(x, y)), xOpen || yOpen] : [ZERO, !(!x[0] && !xOpen || !y[0] && !yOpen)]))
    const [low, lowOpen] = corners(below).reduce((p, q) => (order(q[0], p[0]) || q[1] - p[1]) < 0 ? q : p)
    const [high, highOpen] = corners(above).reduce((p, q) => (order(q[0], p[0]) || p[1] - q[1]) > 0 ? q : p)
    return between(near(times(a.value, b.value)), low, high, lowOpen, highOpen)
  }
  const multiply = (a, b) => both(a, b) ? new Exact(times(a.fraction, b.fraction)) : product(a, b)
  const divide = (a, b) => {
    if (b.fraction ? !b.fraction[0] : sign(b.low) <= 0 && sign(b.high) >= 0) return NONE
    if (both(a, b)) return new Exact(over(a.fraction, b.fraction))
    const [value, low, high] = [near(over(ONE, b.value)), below(over(ONE, b.high)), above(over(ONE, b.low))]
    return product(a, { value, low, high, lowOpen: b.highOpen, highOpen: b.lowOpen })
  }
  const size = a => sign(a.low) >= 0 ? a : sign(a.high) <= 0 ? negate(a) : (() => {
    const [p, q] = [minus(a.low), a.high]
    const which = order(p, q) || a.highOpen - a.lowOpen
    return between(magnitude(a.value), ZERO, which > 0 ? p : q, false, which > 0 ? a.lowOpen : a.highOpen)
  })()
  const largest = all => {
    if (all.every(one => one.fraction)) return all.reduce((p, q) => order(q.fraction, p.fraction) > 0 ? q : p)
    const most = (end, open, sense) => all.map(one => [one[end], one[open]])
      .reduce((p, q) => (order(q[0], p[0]) || sense * (q[1] - p[1])) > 0 ? q : p)
    const [[low, lowOpen], [high, highOpen]] = [most("low", "lowOpen", 1), most("high", "highOpen", -1)]
    return between(all.map(one => one.value).reduce((p, q) => order(q, p) > 0 ? q : p), low, high, lowOpen, highOpen)
  }

  // Truth is true, false, or null where only some values within the bounds agree.
  const less = (a, b, orEqual) => {
    if (both(a, b)) return order(a.fraction, b.fraction) < (orEqual ? 1 : 0)
    const [sure, never] = [order(a.high, b.low), order(a.low, b.high)]
    if (sure < 0 || !sure && (orEqual || a.highOpen || b.lowOpen)) return true
    return never > 0 || !never && (!orEqual || a.lowOpen || b.highOpen) ? false : null
  }
  const equal = (a, b) => both(a, b) ? !order(a.fraction, b.fraction) : less(a, b) || less(b, a) ? false : null
  const not = truth => truth === null ? null : !truth
  const all = (...truths) => truths.includes(false) ? false : truths.includes(null) ? null : true
  const count = (limit, ...members) => {
    const truths = members.map(one => less(one, limit, true))
    const sure = truths.filter(truth => truth).length
    const likely = truths.filter((truth, at) => truth === null && order(members[at].value, limit.value) <= 0).length
    const most = truths.filter(truth => truth !== false).length
    return between(...[sure + likely, sure, most].map(n => [BigInt(n), 1n]), false, false)
  }
  const OPERATIONS = {
    "+": add, "-": (a, b) => add(a, negate(b)), "*": multiply, "/": divide, neg: negate, abs: size, count,
    max: (...many) => largest(many), min: (...many) => negate(largest(many.map(negate))),
    "<": less, "<=": (a, b) => less(a, b, true), "=": equal, not, and: all, or: (...truths) => not(all(...truths.map(not))),
  }

  // Digits in groups of three; `bare`: without zeros that end them.
  const group = (n, places, bare) => {
    const digits = String(n).padStart(places + 1, "0")
    const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",")
    const part = places ? `.${digits.slice(-places)}` : ""
    return whole + (bare ? part.replace(/\.?0*$/, "") : part)
  }
  const fixed = (m, { digits, mode }, atMost, whole) => {
    let free = digits === undefined
    let places = free ? atMost : digits
    if (free && m[0] && order(m, ONE) < 0) places = Math.min(Math.max(places, 1 - adjusted(m)), MOST_DIGITS)
    let rounded = round(m, places, mode)
    if (m[0] && !rounded) {
      free = true
      places = Math.min(1 - adjusted(m), MOST_DIGITS)
      rounded = round(m, places, mode)
    }
    if (free && whole && order(m, whole) < 0 && order(unround(rounded, places), whole) >= 0) {
      places = Math.min(-adjusted(plus(whole, minus(m))), MOST_DIGITS)
      rounded = round(m, places, DOWN)
    }
    return group(rounded, places, free)
  }
  const compact = (m, look, own) => {
    const { digits, mode } = look
    let power = Math.min(Math.max(Math.floor(adjusted(m) / 3) * 3, 0), 12)
    for (;; power += 3) {
      const scaled = over(m, [ten(power), 1n])
      const further = power - own
      const counted = 1 - adjusted(scaled)
      const places = digits === undefined || further < 0 ? Math.max(counted + 1, 0) : further ? Math.max(digits, counted) : digits
      const rounded = round(scaled, places, mode)
      const is1000 = order(unround(rounded, places), THOUSAND) >= 0
      if (is1000 && power < 12) continue
      if (is1000) return `${fixed(unround(rounded, places), look, 0)} trillion`
      const number = group(rounded, places, digits === undefined || places !== digits)
      return power ? number + NO_BREAK + POWERS[power] : number
    }
  }
  const isCompact = (m, look) => order(m, MILLION) >= 0 || round(m, 0, HALF_UP) >= MILLION[0]
    || look.compact && order(m, THOUSAND) >= 0
  const isWhole = m => m[1] === 1n
  const free = look => look.power ? { ...look, digits: undefined } : look

  const money = (m, look) => {
    const own = free(look)
    const inCents = own.digits === undefined && order(m, [1n, 10n]) >= 0
    const number = isCompact(m, look) ? compact(m, look, look.power ?? 0)
      : isWhole(m) || order(m, THOUSAND) >= 0 ? fixed(m, own, 0) : fixed(m, inCents ? { ...own, digits: 2 } : own, 2)
    return (look.plain ? "" : look.all) + number
  }
  const counted = (m, look, several) => {
    const number = look.words && isWhole(m) && m[0] < 21n ? SMALL[m[0]]
      : isCompact(m, look) ? compact(m, look, look.power ?? 0) : fixed(m, free(look), order(m, THOUSAND) < 0 ? 1 : 0)
    if (look.plain) return number
    const isOne = (number === "1" || number === "one") && !several
    if (isOne && !order(m, ONE) && look.once && look.digits === undefined && !look.signed) return "once"
    return number + (/\d$/.test(number) ? NO_BREAK : " ") + (isOne ? look.one : look.all)
  }
  const unsigned = (m, look, several) => {
    if (look.kind === "money") return money(m, look)
    const inUnit = cut(over(m, parse(look.in)), 50, HALF_EVEN)
    if (look.kind === "count") return counted(inUnit, look, several)
    return fixed(inUnit, look, 1, HUNDRED) + (look.plain ? "" : "%")
  }
  const sayValue = (value, look) => {
    const m = magnitude(cut(value, 40, HALF_EVEN))
    const shown = unsigned(m, look, false)
    if (!/[1-9]/.test(shown) && /\d|^zero\b/.test(shown)) {
      if (!m[0]) return shown
      const least = unsigned(times([1n, ten(MOST_DIGITS)], parse(look.in)), { ...look, digits: undefined }, true)
      return sign(value) > 0 ? `less than ${least}` : `more than ${MINUS}${least}`
    }
    return (sign(value) < 0 && !look.unsigned ? MINUS : look.signed ? "+" : "") + shown
  }
  const bound = a => {
    if (a.fraction) return ""
    const touches = end => order(magnitude(plus(a.value, minus(end))), times(magnitude(a.value), [1n, ten(40)])) <= 0
    const [low, high] = [touches(a.low), touches(a.high)]
    return low && high ? "" : low ? (a.lowOpen ? "more than" : "at least") : high ? (a.highOpen ? "less than" : "at most") : "about"
  }
  const sayQuantity = (a, form) => {
    if (form.unsigned && sign(a.value) < 0) a = negate(a)
    const prefix = bound(a)
    const outwards = sign(a.value) > 0
    const mode = /least|more/.test(prefix) ? (outwards ? DOWN : UP) : /most|less/.test(prefix) ? (outwards ? UP : DOWN) : HALF_UP
    const words = sayValue(a.value, { ...form, mode })
    if (prefix) {
      let least = { ...form, mode: HALF_UP }
      let most = least
      if (a.highOpen && !a.lowOpen) {
        least = { ...least, digits: form.digits ?? (/\d\.(\d+)/.exec(words)?.[1].length ?? 0) }
        most = { ...least, mode: HALF_DOWN }
      }
      if (sayValue(a.low, least) === words && sayValue(a.high, most) === words) return words
    }
    return prefix && !/^(less|more) than/.test(words) ? `${prefix} ${words}` : words
  }
  const say = (a, form) => {
    if (a === NONE) return NONE
    const words = sayQuantity(a, form)
    return form.capital ? words[0].toUpperCase() + words.slice(1) : words
  }

  // What does not move is read once.
  const kept = new WeakMap()
  const constant = (step, [value, low, high, lowOpen, highOpen]) => {
    if (!kept.has(step))
      kept.set(step, low ? between(parse(value), parse(low), parse(high), !!lowOpen, !!highOpen) : new Exact(parse(value)))
    return kept.get(step)
  }
  const compute = (data, setting) => {
    const found = []
    for (const step of data.steps) {
      const [operation, ...parts] = step
      if (operation === "input") {
        const [, , , factor, record] = data.inputs[parts[0]]
        found.push(new Exact(times(parse(setting[parts[0]] ?? record), parse(factor))))
      } else if (operation === "is") found.push(constant(step, parts))
      else if (operation === "truth") found.push(parts[0])
      else {
        const given = parts.map(part => found[part])
        found.push(given.includes(NONE) ? NONE : OPERATIONS[operation](...given))
      }
    }
    return found
  }
  const settle = (cases, found) => {
    const truths = cases.map(([, step]) => step === undefined ? true : found[step])
    if (truths.includes(NONE)) return NONE
    const at = truths.findIndex(truth => truth !== false)
    return truths[at] ? cases[at][0] : "not certain"
  }

  // With `claimsOnly` the words of the claims in their order, for a search that asks often.
  return (data, setting, claimsOnly) => {
    const found = compute(data, setting)
    const { forms, says } = data
    if (claimsOnly) return says.flat().filter(piece => piece.cases).map(piece => settle(piece.cases, found))
    const speak = piece => typeof piece === "string" ? piece
      : piece.cases ? settle(piece.cases, found) : say(found[piece[0]], forms[piece[1]])
    const full = parse(data.full)
    return {
      inputs: data.inputs.map(([, , , , , step, form]) => say(found[step], forms[form])),
      outputs: data.outputs.map(([step, form]) => say(found[step], forms[form])),
      says: says.map(sentence => sentence.map(speak)),
      // Of each output how much of a bar it fills, in per cent.
      bars: data.outputs.map(([step]) => found[step] === NONE ? 0
        : Math.min(Math.max(Number(round(over(found[step].value, full), 4, HALF_UP)) / 100, 0), 100)),
    }
  }
})()

for (const block of document.querySelectorAll(".whatif[data-steps]")) {
  const find = selector => [...block.querySelectorAll(selector)]
  const data = JSON.parse(block.dataset.steps)
  const state = data.inputs.map(() => null)
  const controls = find(".whatif-input").map(box => ({
    slider: box.querySelector("[type=range]"),
    field: box.querySelector("[type=number]"),
    turns: box.querySelector(".whatif-turns"),
    ticks: box.querySelector(".whatif-ticks"),
  }))
  const [reset, said] = [block.querySelector(".whatif-reset"), block.querySelector(".whatif-said")]
  const [spans, numbers, bars] = [".whatif-follows > p > span", ".whatif-outputs strong", ".whatif-outputs li"].map(find)
  const NUMBER = /^-?\d{1,13}(\.\d{1,9})?$/
  const isWithin = (text, at) => NUMBER.test(text) && +text >= +data.inputs[at][0] && +text <= +data.inputs[at][1]
  // A step of an input as a decimal without rounding.
  const stepAt = (at, index) => {
    const [low, , step] = data.inputs[at]
    const places = Math.max(...[low, step].map(text => text.split(".")[1]?.length ?? 0))
    const whole = text => BigInt(Math.round(+text * 10 ** places))
    const found = whole(low) + whole(step) * BigInt(index)
    const digits = String(found < 0n ? -found : found).padStart(places + 1, "0")
    return (found < 0n ? "-" : "") + digits.slice(0, digits.length - places) + (places ? `.${digits.slice(-places)}` : "")
  }
  const present = at => {
    const [above, below = 1] = (state[at] ?? data.inputs[at][4]).split("/")
    return above / below
  }
  const indexOf = at => (present(at) - data.inputs[at][0]) / data.inputs[at][2]

  const show = () => {
    const found = followWhatIf(data, state)
    found.says.flatMap(sentence => sentence.filter((_, at) => at % 2)).forEach((words, at) => { spans[at].textContent = words })
    found.outputs.forEach((words, at) => {
      numbers[at].textContent = words
      bars[at].querySelector(".whatif-now")?.setAttribute("width", `${found.bars[at]}%`)
    })
    controls.forEach(({ slider, field }, at) => {
      slider.value = Math.round(indexOf(at))
      slider.setAttribute("aria-valuetext", found.inputs[at])
      if (document.activeElement !== field) field.value = +present(at).toFixed(9)
    })
    reset.disabled = state.every(value => value === null)
    return found
  }

  // The first step of an input at which a claim says something else, both ways from where it stands.
  const turnsOf = at => {
    const steps = +controls[at].slider.max
    const now = indexOf(at)
    const follow = (index, claimsOnly) =>
      followWhatIf(data, state.map((value, other) => other === at ? stepAt(at, index) : value), claimsOnly)
    const wordsAt = index => follow(index, true)
    const differ = (p, q) => p.some((words, place) => words !== q[place])
    const found = []
    const samples = Math.min(steps, 48)
    let [before, left] = [wordsAt(0), 0]
    for (let sample = 1; sample <= samples; sample++) {
      const right = Math.round(steps * sample / samples)
      const after = wordsAt(right)
      if (differ(before, after)) {
        let [low, high, words] = [left, right, after]
        while (high - low > 1) {
          const middle = (low + high) >> 1
          const there = wordsAt(middle)
          if (differ(before, there)) [high, words] = [middle, there]
          else low = middle
        }
        const place = words.findIndex((one, index) => one !== before[index])
        const [index, from, to] = high > now ? [high, before, words] : [low, words, before]
        found.push({ index, near: from[place], far: to[place], words: follow(index).inputs[at] })
      }
      [before, left] = [after, right]
    }
    return found
  }
  const press = (value, from, to, words) => {
    const button = Object.assign(document.createElement("button"), { type: "button", value, textContent: `${to} at ${words}` })
    button.setAttribute("aria-label", `“${from}” becomes “${to}” at ${words}`)
    return button
  }
  const showTurns = () => controls.forEach(({ slider, turns, ticks }, at) => {
    const found = turnsOf(at)
    turns.replaceChildren(...found.flatMap(({ index, near, far, words }) =>
      [press(stepAt(at, index), near, far, words), " "]))
    // Tab stops once at these buttons; arrow keys lead from one to the next, as everywhere on the page.
    const stops = [...turns.parentElement.querySelectorAll("button")]
    for (const stop of stops) stop.tabIndex = stop === stops[0] ? 0 : -1
    ticks.replaceChildren(...found.map(({ index }) => {
      const tick = document.createElementNS("http://www.w3.org/2000/svg", "rect")
      for (const [name, value] of Object.entries({ x: `${index / slider.max * 100}%`, width: 2, height: "100%" })) tick.setAttribute(name, value)
      return tick
    }))
  })

  const keep = () => {
    const address = new URL(location)
    address.searchParams.delete(data.name)
    if (!reset.disabled) address.searchParams.set(data.name, state.map(value => value ?? "").join("_"))
    address.hash = block.id
    try { history.replaceState(history.state, "", address) } catch { /* a file has no address to keep it in */ }
  }
  const settle = () => {
    const found = show()
    said.textContent = [...found.inputs, ...found.says.map(sentence => sentence.join(""))].join(". ").replaceAll("..", ".")
    showTurns()
    keep()
  }
  const recall = () => {
    const given = new URLSearchParams(location.search).get(data.name)?.split("_") ?? []
    if (given.length !== state.length || !given.every((text, at) => !text || isWithin(text, at))) return false
    given.forEach((text, at) => { state[at] = text || null })
    return true
  }

  controls.forEach(({ slider, field }, at) => {
    const slide = () => { state[at] = stepAt(at, slider.value) }
    const type = () => { if (isWithin(field.value, at)) state[at] = field.value }
    // Moved before this script was there.
    if (slider.value !== slider.defaultValue) slide()
    if (field.value !== field.defaultValue) type()
    slider.addEventListener("input", () => { slide(); show() })
    slider.addEventListener("change", () => { slide(); settle() })
    field.addEventListener("input", () => {
      field.setAttribute("aria-invalid", !isWithin(field.value, at))
      type()
      show()
    })
    field.addEventListener("change", () => {
      field.removeAttribute("aria-invalid")
      field.value = present(at)
      settle()
    })
  })
  block.addEventListener("click", ({ target }) => {
    const button = target.closest("button")
    const at = controls.findIndex(({ slider }) => slider.closest(".whatif-input").contains(button))
    if (button === reset) state.fill(null)
    else if (button && at >= 0) state[at] = button.value
    else return
    settle()
    if (!button.isConnected || button.disabled) controls[Math.max(at, 0)].slider.focus()
  })
  if (recall() || state.some(value => value !== null)) { show(); showTurns() }
}
