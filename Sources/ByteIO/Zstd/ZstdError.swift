import CZstd

/// What libzstd refused to do, in its own words.
package struct ZstdError: Error, Equatable, CustomStringConvertible {
  package var description: String
  /// Whether the data asks for more memory than is given to its window.
  package var needsMoreMemory = false

  /// The error behind a return value of libzstd; nil where it is a result.
  init?(returned: Int) {
    guard ZSTD_isError(returned) != 0 else { return nil }
    // SAFETY: ZSTD_getErrorName returns a terminated constant.
    description = unsafe String(cString: ZSTD_getErrorName(returned))
    needsMoreMemory = ZSTD_getErrorCode(returned) == ZSTD_error_frameParameter_windowTooLarge
  }

  init(_ description: String) {
    self.description = description
  }
}
