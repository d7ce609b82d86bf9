// What a page asks of a script. Without it all is there to read, each number opens its card, and Tab goes to each.
{
  const find = (selector, root = document) => [...root.querySelectorAll(selector)]

  // Light or dark: shown at once, and kept where the theme's own script looks for it.
  const choices = find("[data-md-component=palette] input")
  for (const [index, choice] of choices.entries())
    choice.addEventListener("change", () => {
      const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = choice.dataset
      document.body.dataset.mdColorScheme = scheme
      for (const one of choices) one.nextElementSibling.hidden = one !== choice
      __md_set("__palette", { index, color: { media, scheme, primary, accent } })
    })

  // What-ifs and guesses: their script comes when one is touched, or when the address has a setting of one.
  for (const kind of ["whatif", "guess"]) {
    const blocks = find(`.${kind}[data-script]`)
    const showControls = isShown => blocks.forEach(one => {
      one.querySelector(`.${kind}-controls`).hidden = !isShown
      one.querySelector(`.${kind}-table`)?.toggleAttribute("hidden", isShown)
    })
    showControls(true)
    const early = new AbortController()
    let pressed, isAsked
    const start = () => {
      if (isAsked) return
      isAsked = true
      const script = Object.assign(document.createElement("script"), { src: blocks[0].dataset.script })
      script.addEventListener("load", () => {
        early.abort()
        pressed?.click()
      })
      // What can't be moved can still be read.
      script.addEventListener("error", () => showControls(false))
      document.head.append(script)
    }
    for (const one of blocks) {
      for (const sign of ["pointerdown", "focusin", "input", "click"]) one.addEventListener(sign, start, { once: true, passive: true })
      one.addEventListener("click", ({ target }) => { pressed = target.closest("button") }, { signal: early.signal })
      if (new URLSearchParams(location.search).has(one.id.replace(`${kind}-`, ""))) start()
    }
  }

  // Tab stops once at a stretch of text, a table, a chart or a menu; arrow keys lead to what else can be opened there.
  const WHOLE = "svg, .scroll, .chart-table, figure.chart, .sources, .told, .key-figures, .chapter-cards, .filter, "
    + ".figure-list, .events, .chapters, .md-nav--primary, .md-footer, .guess"
  const TEXT = "p, ul, ol, dl, .verdicts"
  const ITEM = "a[href], button, summary, .stop"
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }
  const isText = box => box?.matches(TEXT) && box.parentElement.matches("article")
  const groupOf = item => {
    if (item.closest(".card")) return null
    let box = item.closest(WHOLE) ?? item.closest("article > .verdicts") ?? item.closest("article :is(p, ul, ol, dl)")
    while (isText(box) && isText(box.previousElementSibling)) box = box.previousElementSibling
    return box
  }
  const itemsOf = group => {
    const boxes = [group]
    while (isText(group) && isText(boxes.at(-1).nextElementSibling)) boxes.push(boxes.at(-1).nextElementSibling)
    return boxes.flatMap(box => find(ITEM, box)).filter(item => groupOf(item) === group && !item.matches(".headerlink, [aria-hidden] *"))
  }
  const shown = item => item.checkVisibility({ visibilityProperty: true })
  const stopAt = (items, chosen) => items.forEach(item => { item.tabIndex = item === chosen ? 0 : -1 })

  const groups = [...new Set(find(ITEM).map(groupOf))].filter(Boolean)
  const beginAt = items => stopAt(items, items.find(shown) ?? items[0])
  groups.map(itemsOf).forEach(beginAt)
  // The contents in the menu lead there, too.
  for (const link of find(".headerlink")) link.tabIndex = -1

  const status = document.querySelector(".keys")
  // The last one pressed, unless something else was done since.
  let key = ""
  document.addEventListener("pointerdown", () => { key = "" })
  document.addEventListener("keydown", event => {
    key = event.altKey || event.ctrlKey || event.metaKey ? "" : event.key
    // A filter may have hidden where Tab stops.
    if (key === "Tab") groups.map(itemsOf).filter(items => !items.some(item => item.tabIndex === 0 && shown(item))).forEach(beginAt)
    const group = event.target.matches(ITEM) && groupOf(event.target)
    const step = STEPS[key]
    if (!group || !step || event.shiftKey || /Up|Down/.test(key) && !group.matches("nav")) return
    const items = itemsOf(group).filter(shown)
    const next = items[Math.min(Math.max(items.indexOf(event.target) + step, 0), items.length - 1)]
    if (items.length < 2) return
    event.preventDefault()
    next.focus()
  })
  document.addEventListener("focusin", ({ target }) => {
    const group = target.matches(ITEM) && groupOf(target)
    const items = group ? itemsOf(group) : []
    if (items.includes(target)) stopAt(items, target)
    const seen = items.filter(shown)
    const place = `${seen.indexOf(target) + 1} of ${seen.length}`
    status.textContent = seen.length < 2 || !(key in STEPS || key === "Tab") ? "" : key === "Tab" ? `${place}: arrow keys go to the others` : place
  })
  document.addEventListener("focusout", () => { status.textContent = "" })

  // The card of a number: above or below it, where there is more room, in engines that cannot do that by themselves.
  if (!CSS.supports("position-visibility", "always"))
    document.addEventListener("click", ({ target }) => {
      const opener = target.closest?.("button[popovertarget]:not([popovertargetaction])")
      if (!opener) return
      const [{ top, bottom, left }, { innerHeight, innerWidth }] = [opener.getBoundingClientRect(), window]
      const isBelow = innerHeight - bottom > top
      const card = document.getElementById(opener.getAttribute("popovertarget"))
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      const [gap, width] = [.35 * rem, Math.min(24 * rem, innerWidth - .7 * rem)]
      Object.assign(card.style, {
        top: isBelow ? `${bottom + gap}px` : "auto",
        bottom: isBelow ? "auto" : `${innerHeight - top + gap}px`,
        left: `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`,
        right: "auto",
        width: `${width}px`,
        maxWidth: "none",
        maxHeight: `${Math.min(26 * rem, (isBelow ? innerHeight - bottom : top) - 2 * gap)}px`,
      })
    })

  // What scrolls by itself is reached by keyboard, unless something in it is.
  const watch = new ResizeObserver(changes => {
    for (const { target } of changes) {
      target.removeAttribute("tabindex")
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight
      if (scrolls && !target.querySelector("[tabindex='0']")) target.tabIndex = 0
    }
  })
  for (const box of find(".scroll, .chart-table, pre > code, .cell-output, .md-nav__list")) watch.observe(box)

  // Search: the theme's script, and the index that it fetches, which is larger than a page, come when they are wanted.
  const [toggle, query] = [document.getElementById("__search"), document.forms.search?.query]
  let isWanted = false
  const startSearch = () => {
    if (isWanted) return
    isWanted = true
    const scripts = find("script[data-later]").filter(({ dataset }) => !dataset.only || dataset.only === location.protocol)
    const started = scripts.map(waiting => {
      const script = Object.assign(document.createElement("script"), { src: waiting.dataset.later, async: false })
      waiting.replaceWith(script)
      return script
    })
    // The page is there already.
    started.at(-1)?.addEventListener("load", () => document$.next(document))
  }
  const wantsSearch = ({ target }) => target.closest?.("[data-md-component=search], [for=__search], #__search") && startSearch()
  for (const sign of ["pointerover", "pointerdown", "focusin", "change"])
    document.addEventListener(sign, wantsSearch, { passive: true })
  document.addEventListener("keydown", event => {
    if (isWanted || !["/", "s", "f"].includes(key) || event.target.matches("input, select, textarea")) return
    event.preventDefault()
    toggle.checked = true
    query.focus()
  })
  if (/[?&][qh]=/.test(location.search))
    addEventListener("load", startSearch)
}
