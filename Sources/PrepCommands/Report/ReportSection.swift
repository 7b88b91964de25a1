import ByteIO

/// A section of the page: a heading, and what stands below it.
///
/// One is a value in a file of its own in `Sections`, and a line in `ReportSections.all`; the page's
/// contents, its links and its tests are made of the list.
struct ReportSection: Sendable {
  /// The fragment that links name it by.
  let id: String
  let title: String
  /// What it shows of a data set; empty where there is nothing of its kind, and it is left out.
  let body: @Sendable (ReportContents) throws(Fault) -> HTML
}
