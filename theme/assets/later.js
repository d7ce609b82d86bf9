// What nobody needs for reading comes later: the theme's script with the first sign of a reader, and the index that
// it searches, which is larger than a page, when somebody is about to search.
(() => {
  const hears = { capture: true, passive: true }
  const signs = ["pointermove", "pointerdown", "wheel", "scroll", "focusin", "keydown", "change"]
  const asksForSearch = /[?&][qh]=/.test(location.search)
  const missed = []  // a key, or a choice of colours, which the script would have heard

  const start = sign => {
    if (["keydown", "change"].includes(sign?.type)) missed.push(sign)
    const scripts = [...document.querySelectorAll("script[data-later]")].map(waiting => {
      const script = Object.assign(document.createElement("script"), { src: waiting.dataset.later, async: false })
      waiting.replaceWith(script)
      return script
    })
    scripts.at(-1)?.addEventListener("load", finish)
  }
  const finish = () => {
    signs.forEach(name => removeEventListener(name, start, hears))
    document.dispatchEvent(new Event("DOMContentLoaded"))  // for which the scripts wait
    for (const sign of missed.splice(0)) sign.target.dispatchEvent(new sign.constructor(sign.type, sign))
  }
  signs.forEach(name => addEventListener(name, start, hears))

  // The script makes addresses absolute; by that a sheet is fetched again, unless it happens before a page is loaded.
  for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) sheet.href = sheet.href

  const isWanted = new Promise(resolve => {
    if (asksForSearch) resolve()
    const ask = ({ target }) => target.closest?.("[data-md-component=search], [for=__search], #__search") && resolve()
    for (const sign of ["pointerover", "pointerdown", "focusin", "change"])
      document.addEventListener(sign, ask, hears)
  })

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
      const say = data => this.dispatchEvent(new MessageEvent("message", { data }))
      this.real = isWanted.then(() => location.protocol === "file:" ? startInPage(address, say) : startWorker(address, say))
    }
    postMessage(words) {
      this.real.then(worker => worker.postMessage(words))
    }
    terminate() {
      this.real.then(worker => worker.terminate())
    }
  }
  const startWorker = (address, say) => {
    const worker = new Worker(address)
    worker.addEventListener("message", ({ data }) => say(data))
    return worker
  }

  // From a file no browser makes a worker. Its code runs in the page then, which has no messages of its own.
  const startInPage = (address, say) => new Promise(resolve => {
    const tell = data => window.dispatchEvent(new MessageEvent("message", { data }))
    const script = Object.assign(document.createElement("script"), { src: address })
    script.addEventListener("load", () => resolve({ postMessage: tell, terminate: () => {} }))
    window.postMessage = say
    document.body.append(script)
  })

  if (asksForSearch) start()
})()
