// From a file no browser makes a worker, in which the theme's search would run. This does what one does, in the page;
// its code has no messages of its own here, so it uses those of the window.
window.Worker = class extends EventTarget {
  constructor(address) {
    super()
    window.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
    const script = Object.assign(document.createElement("script"), { src: address })
    this.ready = new Promise(resolve => script.addEventListener("load", resolve))
    document.body.append(script)
  }
  postMessage(data) {
    this.ready.then(() => window.dispatchEvent(new MessageEvent("message", { data })))
  }
  terminate() {}
}
