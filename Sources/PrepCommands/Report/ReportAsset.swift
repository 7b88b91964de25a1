import ByteIO

/// The page's style and script: files of their own, which the build puts into the command.
enum ReportAsset: CaseIterable {
  case style
  case script

  private var bytes: [UInt8] {
    switch self {
    case .style: PackageResources.report_css
    case .script: PackageResources.report_js
    }
  }

  /// What stands between the element's tags.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The source that a content security policy names it by (CSP 3, section 2.3.1): the hash of the
  /// very bytes between the tags.
  var policySource: String { "'sha256-\(Base64.encode(SHA256.digest(of: bytes.span)))'" }
}
