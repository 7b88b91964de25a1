import ByteIO
import Inspect

/// The page: one file that needs no other and no network.
///
/// Its policy (CSP 3) lets nothing in but the one style and the one script that stand in it, by the
/// hashes of their bytes; no section writes attributes of style or handlers of events.
struct ReportPage {
  let contents: ReportContents

  /// How every page begins, by which one is told from other files.
  static let beginning = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="generator" content="prep report 
    """

  /// The text of the page's policy.
  static let policy =
    "default-src 'none'; style-src \(ReportAsset.style.policySource); "
    + "script-src \(ReportAsset.script.policySource); base-uri 'none'; form-action 'none'"

  func html() throws(Fault) -> HTML {
    var links: HTML = ""
    var sections: HTML = ""
    for section in ReportSections.all {
      let body = try section.body(contents)
      guard !body.isEmpty else { continue }
      links += "<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n"
      sections += """
        <section id="\(section.id)" aria-labelledby="\(section.id)-title">
        <h2 id="\(section.id)-title">\(section.title)</h2>
        \(body)</section>

        """
    }
    return """
      \(try head())
      <body>
      <a class="skip" href="#main">Go to the figures</a>
      <header>
      \(try ReportSummary(contents: contents).html())
      </header>
      <div class="page">
      <nav aria-label="Sections"><ul>
      \(links)</ul></nav>
      <main id="main" tabindex="-1">
      \(ShareChart.patterns)\(sections)</main>
      </div>
      <footer><p>Made by <code>prep report</code> \(PrepCommand.version). This page is one file: it \
      loads nothing, and nothing in it that comes from the data can run.</p></footer>
      <script>\(HTML(ReportAsset.script))</script>
      </body>
      </html>

      """
  }

  private func head() throws(Fault) -> HTML {
    // Written out once more: a literal, so that it is markup, which a test compares with `beginning`.
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="generator" content="prep report \(PrepCommand.version)">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>\(contents.name) – data set report</title>
    <style>\(HTML(ReportAsset.style))</style>
    </head>
    """
  }
}
