// The search's index is larger than a page, so it and its worker wait until somebody is about to search.
(() => {
  if (/[?&][qh]=/.test(location.search)) return
  const isWanted = new Promise(resolve => {
    const ask = ({ target }) => target.closest?.("[data-md-component=search], [for=__search], #__search") && resolve()
    for (const sign of ["pointerover", "pointerdown", "focusin", "change"])
      document.addEventListener(sign, ask, { capture: true, passive: true })
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
