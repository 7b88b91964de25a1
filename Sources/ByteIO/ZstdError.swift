import CZstd

/// What libzstd refused to do, in its own words.
package struct ZstdError: Error, Equatable, CustomStringConvertible {
  package var description: String

  /// The error behind a return value of libzstd; nil where it is a result.
  init?(returned: Int) {
    guard ZSTD_isError(returned) != 0 else { return nil }
    // SAFETY: ZSTD_getErrorName returns a terminated constant.
    description = unsafe String(cString: ZSTD_getErrorName(returned))
  }

  init(_ description: String) {
    self.description = description
  }
}
