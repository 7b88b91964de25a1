import CSimdjson
import CZlib

/// The versions of the libraries that input is read with.
package struct ReadingVersions: Sendable, Equatable {
  /// simdjson's version, such as `3.1.0`.
  package let simdjson: String
  /// The processor's instructions that simdjson has chosen, such as `haswell`.
  package let simdjsonInstructions: String
  /// zlib's version, such as `1.2.13`.
  package let zlib: String

  /// The versions of the libraries this process runs with.
  package static var current: ReadingVersions {
    // SAFETY: all three are constant zero-terminated strings owned by the libraries.
    ReadingVersions(
      simdjson: String(cString: cprep_simdjson_version()),
      simdjsonInstructions: String(cString: cprep_simdjson_implementation()),
      zlib: String(cString: cprep_zlib_version()))
  }
}
