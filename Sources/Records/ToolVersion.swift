/// The version of everything here: the command, the feeder's library and the Python package.
///
/// `make version` sets it, in the Python package too; `make lint` compares the two and CHANGELOG.md.
package enum ToolVersion {
  package static let current = "0.4.0"
}
