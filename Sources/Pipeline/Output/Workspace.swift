import ByteIO
import Shards

/// The state of an output directory before a build: empty, begun, or finished.
struct Workspace {
  let output: OutputDirectory
  let overwrites: Bool
  /// Whether the parts are to be there after the build.
  var keepsParts = false

  /// Makes the directory ready for a build of `identity`.
  ///
  /// - Parameter isSameInput: Asked of a finished data set of the same identity: whether the
  ///   input's bytes are still those it was made of.
  /// - Returns: Whether the data set is there already and nothing is to be done.
  /// - Throws: `Fault.differentBuild` where what is there was made otherwise and may not
  ///   be replaced.
  func prepare(
    _ identity: BuildIdentity,
    isSameInput: (Manifest) throws(Fault) -> Bool
  ) throws(Fault) -> Bool {
    let foreign = try output.foreignName()
    if let foreign { throw .outputNotOurs(output.path, example: foreign) }
    if overwrites {
      try output.clear()
    } else if output.manifest.exists {
      try checkFinished(identity, isSameInput)
      if keepsParts, !keptParts() {
        let change = BuildIdentity.Difference(path: "keep_parts", before: "false", now: "true")
        throw .differentBuild(output.path, differences: [change], isComplete: true)
      }
      // A build that was killed after its manifest has only its workspace left to tidy away.
      if !keptParts() {
        try output.removeWork()
      }
      return true
    } else if output.identity.exists {
      try checkBegun(identity)
      try output.removeTemporaries()
      return false
    }
    // No identity: whatever else is there was left by a run that had hardly begun.
    try output.clear()
    try output.parts.makeDirectories()
    let text = JSONWriter.pages(identity.value)
    try AtomicFile.write(Array(text.utf8).span, to: output.identity)
    return false
  }

  private func keptParts() -> Bool {
    output.keptMarker.exists
  }

  private func checkFinished(
    _ identity: BuildIdentity, _ isSameInput: (Manifest) throws(Fault) -> Bool
  ) throws(Fault) {
    let manifest = try Manifest(readingFrom: output.manifest)
    let differences = identity.differences(from: BuildIdentity(of: manifest))
    guard differences.isEmpty else {
      throw .differentBuild(output.path, differences: differences, isComplete: true)
    }
    guard try isSameInput(manifest) else {
      let change = BuildIdentity.Difference(
        path: "input_hash", before: manifest.inputHash.description, now: "other bytes")
      throw .differentBuild(output.path, differences: [change], isComplete: true)
    }
  }

  private func checkBegun(_ identity: BuildIdentity) throws(Fault) {
    let bytes = try output.identity.read(limit: OutputDirectory.recordByteLimit)
    let earlier: BuildIdentity
    do {
      earlier = BuildIdentity(try JSONReader(parsing: bytes.span).value)
    } catch {
      throw .file("use", output.identity.path, detail: "\(error); start anew with --overwrite")
    }
    let differences = identity.differences(from: earlier)
    guard differences.isEmpty else {
      throw .differentBuild(output.path, differences: differences, isComplete: false)
    }
  }
}
