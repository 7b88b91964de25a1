import ByteIO
import GPUFeeder

/// The file that `prep feed --save-state` writes.
enum StateFile {
  /// What a state may take; it takes less than 1 KiB.
  static let byteLimit = 1 << 16

  /// Makes sure that a state may be written to `path`: nothing is there, or an earlier state.
  ///
  /// Asked before anything is fed. What else has the name is the user's, and a data set's directory
  /// holds the data set and nothing else.
  static func check(_ path: String, besides directories: [String]) throws {
    if let directory = directories.first(where: { FileSystem.isPath(path, within: $0) }) {
      throw Fault.usage("--save-state \(path) lies in the data set \(directory)")
    }
    let place = FilePlace(path).resolved()
    guard place.exists else { return }
    guard isState(place) else {
      throw Fault.usage(
        "--save-state \(path) is there already and holds no feeder's state, which alone is replaced; "
          + "give another name")
    }
  }

  private static func isState(_ place: FilePlace) -> Bool {
    guard let bytes = try? place.read(limit: byteLimit) else { return false }
    // SAFETY: the bytes are copied within the call.
    let text = bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    return (try? FeederState(parsing: text)) != nil
  }

  /// Writes a state, in the place of an earlier one.
  static func write(_ state: FeederState, to path: String) throws {
    _ = try AtomicFile.write(Array((state.text + "\n").utf8).span, to: FilePlace(path))
  }
}
