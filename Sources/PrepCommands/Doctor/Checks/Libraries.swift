import ByteIO
import CYAML
import Filters
import Glibc
import Ingest
import Records

extension DoctorCheck {
  /// The libraries of the command, with the versions that it runs with.
  static let libraries = DoctorCheck(name: "libraries", title: "prep and its libraries") { _ in
    versions.map { Finding(.ok, $0.name, $0.version, value: .string($0.version)) }
  }

  private static var versions: [(name: String, version: String)] {
    let filters = FilterVersions.current
    let reading = ReadingVersions.current
    return [
      ("prep", ToolVersion.current),
      ("zstd", ZstdCompressor.libraryVersion),
      ("ICU", "\(filters.icu), Unicode \(filters.unicode)"),
      ("CLD2", filters.cld2),
      ("simdjson", "\(reading.simdjson), for \(reading.simdjsonInstructions)"),
      ("zlib", reading.zlib),
      // SAFETY: the library's version is a terminated constant.
      ("libyaml", String(cString: cprep_yaml_version())),
      ("glibc", glibc),
    ]
  }

  private static var glibc: String {
    var text = [CChar](repeating: 0, count: 64)
    // SAFETY: confstr writes no more than it is told there is room for, with a zero at its end.
    guard confstr(CInt(_CS_GNU_LIBC_VERSION), &text, text.count) > 0 else { return "unknown" }
    let letters = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: letters, as: UTF8.self).replacing("glibc ", with: "")
  }
}
