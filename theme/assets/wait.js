// A page can be read without any script. The theme's own, a third of all bytes, waits for the first sign
// that somebody does more than look; its search waits until somebody is about to search.
(() => {
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"]
  const find = selector => document.querySelector(selector)
  const field = find("[data-md-component=search-query]")
  const isAsked = /[?&][qh]=/.test(location.search)

  /** Settles at the first of these signs on any of the targets. */
  const first = (targets, signs) =>
    new Promise(resolve => {
      for (const target of targets)
        for (const sign of signs) target.addEventListener(sign, resolve, { once: true, passive: true, capture: true })
    })

  // What is done before the theme's script runs is done again for it.
  const missed = []
  const note = event => missed.push(event)
  const NOTED = ["change", "keydown"]
  for (const kind of NOTED) window.addEventListener(kind, note, true)

  const repeat = () => {
    for (const kind of NOTED) window.removeEventListener(kind, note, true)
    document.dispatchEvent(new Event("DOMContentLoaded")) // the script starts at this
    for (const event of missed) event.target.dispatchEvent(new event.constructor(event.type, event))
    if (field && find("#__search").checked) field.focus()
  }

  const start = () => {
    const scripts = [...document.querySelectorAll("script[data-src]")].map(({ dataset }) =>
      Object.assign(document.createElement("script"), { src: dataset.src, async: false }),
    )
    scripts.at(-1)?.addEventListener("load", repeat)
    document.head.append(...scripts)
  }
  if (isAsked) start()
  else first([window], SIGNS).then(start)

  document.documentElement.classList.replace("no-js", "js") // shows the field and buttons that need a script

  // The button for light and dark, which the theme shows when its script runs.
  const palettes = [...document.querySelectorAll("input[data-md-color-media]")]
  const saved = window.__md_get?.("__palette")?.index
  const index = saved ?? palettes.findIndex(one => matchMedia(one.dataset.mdColorMedia).matches)
  if (palettes.length) palettes[Math.max(0, index)].nextElementSibling.hidden = false

  if (!field || isAsked) return
  const isWanted = first(document.querySelectorAll("[data-md-component=search], [for=__search]"), [
    "pointerenter",
    "pointerdown",
    "focusin",
  ])
  first([find("#__search")], ["change"]).then(() => field.dispatchEvent(new Event("focusin")))

  // The index: a request that is sent later.
  const { open, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    this.waits = /\/search_index\.json$/.test(address)
    return open.call(this, method, address, ...more)
  }
  XMLHttpRequest.prototype.send = function (body) {
    if (this.waits) isWanted.then(() => send.call(this, body))
    else send.call(this, body)
  }

  // The worker: a stand-in that keeps what is said to it, and passes on what it says.
  const { Worker } = window
  window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      this.real = isWanted.then(() => {
        const worker = new Worker(address)
        worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })))
        return worker
      })
    }
    postMessage(words) {
      this.real.then(worker => worker.postMessage(words))
    }
    terminate() {
      this.real.then(worker => worker.terminate())
    }
  }
})()
