import CCLD2
import CICU

/// The versions of the libraries that verdicts depend on, for the manifest.
package struct FilterVersions: Sendable, Equatable {
  /// ICU's version, such as `72.1`.
  package let icu: String
  /// The version of Unicode that ICU knows, such as `15.0`.
  package let unicode: String
  /// The version of CLD2's code and the build date of its tables, such as `V2.0 - 20140204`.
  package let cld2: String

  /// The versions of the libraries this process runs with.
  package static var current: FilterVersions {
    // SAFETY: all three are constant zero-terminated strings owned by the libraries.
    FilterVersions(
      icu: String(cString: cprep_icu_version()),
      unicode: String(cString: cprep_icu_unicode_version()),
      cld2: String(cString: cprep_cld2_version()))
  }
}
