/// The list of the page's sections.
enum ReportSections {
  /// In the order of the page.
  static let all: [ReportSection] = [
    .comparison,
    .records,
    .tokens,
    .lengths,
    .rows,
    .languages,
    .sources,
    .contents,
    .rowSample,
    .recordSample,
    .rejected,
    .making,
  ]
}
