import Inspect

extension PrepCommand {
  /// What `prep stats` prints of the data set in `directory`.
  package static func statistics(of directory: String, asJSON: Bool) throws -> String {
    let document = try StatisticsDocument(directory: directory)
    return asJSON
      ? try document.jsonText()
      : try StatisticsRendering.full(document, style: Style(isOn: false)).characters
  }
}
