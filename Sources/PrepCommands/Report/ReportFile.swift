import ByteIO
import Export
import Inspect
import Shards

/// The file that a page is written to.
enum ReportFile {
  /// Makes sure that a page may be put at `path`: outside data sets, and over nothing but an earlier
  /// page, unless `isReplaced` says that any file may be.
  static func check(
    _ path: String, isReplaced: Bool, dataSets: [String]
  ) throws(Fault) {
    if let directory = dataSet(holding: path, among: dataSets) {
      // A data set is made of the files its manifest names, and of no others.
      throw .usage("--output \(path) lies in the data set \(directory); give a place outside it")
    }
    guard !isReplaced else { return }
    guard
      EarlierExport.mayBeReplaced(
        at: FilePlace(path), beginning: [.text(ReportPage.beginning)])
    else {
      throw .usage(
        "--output \(path) is there already and is no report of prep, which alone is replaced; give "
          + "another name, or --overwrite")
    }
  }

  /// Writes the page, which appears when it is whole.
  static func write(_ page: HTML, to path: String) throws(Fault) {
    try AtomicFile.write(Array(page.characters.utf8).span, to: FilePlace(path))
  }

  /// The data set that `path` lies in: one of those at hand, or any other; nil where it is outside.
  private static func dataSet(holding path: String, among dataSets: [String]) -> String? {
    if let directory = dataSets.first(where: { FileSystem.isPath(path, within: $0) }) {
      return directory
    }
    guard var place = FileSystem.realPath(path) else { return nil }
    while place != "/", place.utf8.contains(UInt8(ascii: "/")) {
      place = FileSystem.directory(of: place)
      if DataSetDirectory(place).isTaken { return place }
    }
    return nil
  }
}
