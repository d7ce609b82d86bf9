// Leaves those items of a list in sight that have the words typed into its field. Without it the list is whole.
for (const field of document.querySelectorAll(".find input")) {
  const [box, said] = [field.parentElement, field.parentElement.querySelector("output")]
  const article = field.closest("article")
  const [items, groups] = [".item", ".group"].map(kind => [...article.querySelectorAll(kind)])
  const plain = words => words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase()
  const start = new URLSearchParams(location.search).get("find") ?? ""
  let texts, later

  // What the search of the site reads of an item, and the heading that it stands below.
  const textOf = item => {
    const copy = item.cloneNode(true)
    for (const one of copy.querySelectorAll("[data-search-exclude]")) one.remove()
    return plain(`${item.closest(".group")?.querySelector("h2")?.textContent ?? ""} ${copy.textContent}`)
  }

  // A choice by a link hides items, too, by style alone.
  const hideEmpty = () => {
    for (const group of groups) group.hidden = false
    const left = items.filter(item => item.checkVisibility())
    const alive = new Set(left.map(item => item.closest(".group")))
    for (const group of groups) group.hidden = !alive.has(group)
    return left.length
  }

  const tell = () => {
    const [left, address] = [hideEmpty(), new URL(location)]
    said.textContent = left < items.length ? `${left || "None"} of ${items.length} ${said.dataset.what}` : ""
    address.searchParams.delete("find")
    if (field.value.trim()) address.searchParams.set("find", field.value.trim())
    if (address.href !== location.href && address.protocol !== "file:") history.replaceState(history.state, "", address)
  }

  const apply = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean)
    if (wanted.length) texts ??= items.map(textOf)
    for (const [number, item] of items.entries()) item.hidden = !wanted.every(word => texts[number].includes(word))
    hideEmpty()
    // When somebody stops to type, or a screen reader would tell of each letter.
    clearTimeout(later)
    later = setTimeout(tell, 300)
  }

  field.addEventListener("input", apply)
  field.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !field.value) return
    event.preventDefault()
    field.value = ""
    apply()
  })
  // Somebody may have cut an address off within a letter.
  const nameIn = hash => {
    try { return decodeURIComponent(hash.slice(1)) } catch { return "" }
  }
  // A link may lead to what is out of sight.
  addEventListener("hashchange", () => {
    const name = nameIn(location.hash), target = name ? document.getElementById(name) : null
    const isLost = target?.closest("article [hidden]")
    if (isLost) field.value = ""
    apply()
    if (isLost) target.scrollIntoView()
  })
  // The address may have chosen, which a browser heeds when all is there.
  addEventListener("load", apply)
  field.value = start
  box.hidden = false
  apply()
}
