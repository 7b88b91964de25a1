/// What unfolds below one another: rows, records, or what was rejected for a reason.
///
/// The first is open. Where scripts run, a field above it filters by text, and buttons open and close
/// all; without them all is there to be unfolded.
struct SampleList {
  struct Item {
    var summary: HTML
    var body: HTML
  }

  /// The fragment of its section, from which its controls have their names.
  let id: HTML
  /// What the items are, in the plural: `rows`.
  let noun: HTML
  let items: [Item]

  var html: HTML {
    let list = items.enumerated().map { (index, item) -> HTML in
      let state: HTML = index == 0 ? " open" : ""
      return """
        <details class="item"\(state)><summary>\(item.summary)</summary>
        \(item.body)</details>

        """
    }
    return """
      <div class="list">
      <div class="controls" hidden>
      <label for="\(id)-filter">Show \(noun) with the text</label>
      <input type="search" id="\(id)-filter" autocomplete="off" spellcheck="false">
      <button type="button" class="open">Open all</button>
      <button type="button" class="close">Close all</button>
      <span class="status" role="status"></span>
      </div>
      \(list)</div>

      """
  }
}
