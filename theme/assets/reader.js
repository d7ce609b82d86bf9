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

  // Tab stops once at a paragraph, a table, a chart or a menu; arrow keys lead to what else can be opened there.
  const WHOLE = "svg, .scroll, .chart-table, figure.chart, .sources, .told, .key-figures, .chapter-cards, .filter, "
    + ".figure-list, .events, .chapters, .md-nav--primary, .md-footer"
  const ITEM = "a[href], button, summary, .stop"
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }
  const groupOf = item => item.closest(".card") ? null : item.closest(WHOLE) ?? item.closest("article :is(p, ul, ol, dl)")
  const itemsOf = group => find(ITEM, group).filter(item => groupOf(item) === group && !item.matches(".headerlink, [aria-hidden] *"))
  const shown = item => item.checkVisibility({ visibilityProperty: true })
  const stopAt = (items, chosen) => items.forEach(item => { item.tabIndex = item === chosen ? 0 : -1 })

  for (const group of new Set(find(ITEM).map(groupOf))) {
    const items = group ? itemsOf(group) : []
    stopAt(items, items.find(shown) ?? items[0])
  }
  // The contents in the menu lead there, too.
  for (const link of find(".headerlink")) link.tabIndex = -1

  const status = document.querySelector(".keys")
  // The last one pressed, unless something else was done since.
  let key = ""
  document.addEventListener("pointerdown", () => { key = "" })
  document.addEventListener("keydown", event => {
    key = event.altKey || event.ctrlKey || event.metaKey ? "" : event.key
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
