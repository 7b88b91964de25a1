import ByteIO
import Shards

// What in the directory is ours. Proved by content: a manifest or a build's record that is
// `prep`'s, and nothing beside it that such a manifest or build does not account for.

extension OutputDirectory {
  /// Something in the directory that no build of ours made; nil where there is none.
  ///
  /// A link or a device is never ours. A file that the manifest lists is, also where it is damaged;
  /// any other must have a name that a build gives and begin as what that name stands for does, or be
  /// empty. Under the names of temporaries, which nobody else chooses, a killed run may have left
  /// anything. With neither manifest nor record, only what a build makes before them may be there.
  func foreignName() throws(Fault) -> String? {
    let entries = try folder.place(".").entries()
    if let name = entries.first(where: { $0.kind == .other })?.name { return name }
    if manifest.exists, !hasOwnManifest { return DataSetName.manifest }
    if identity.exists, !hasOwnRecord { return "work/build.json" }
    let isOwn = ownership()
    return entries.first { entry in
      entry.kind == .directory ? !OwnNames.isDirectory(entry.name) : !isOwn(entry.name)
    }?.name
  }

  /// Which files are ours.
  private func ownership() -> (String) -> Bool {
    guard manifest.exists || identity.exists else {
      // A build that was killed before it had said what it is.
      return { $0.hasPrefix("work/build.json.") && OwnNames.isTemporary($0) }
    }
    guard let listed = try? Manifest(readingFrom: manifest) else {
      return { $0 == DataSetName.manifest || isOwnFile($0) }
    }
    let names = Set(
      listed.files.map(\.name) + listed.shards.map(\.name) + [DataSetName.manifest])
    return { name in
      if names.contains(name) { return true }
      // A set that is whole has no more shards and listings than it says.
      let isBeside = name.hasPrefix("work/") || name == "run-log.json"
      return (isBeside || OwnNames.isTemporary(name)) && isOwnFile(name)
    }
  }

  /// Whether a file is ours by its name and its beginning.
  private func isOwnFile(_ name: String) -> Bool {
    let target = OwnNames.target(ofEarlyTemporary: name) ?? name
    guard let kind = OwnNames.kind(of: target) else { return OwnNames.isTemporary(name) }
    // What the disk does not give back is made again; it has a name of ours in a place of ours.
    return kind.isKind(of: file(name)) ?? true
  }

  /// Whether the manifest was written by some version of `prep`.
  ///
  /// Told by how it begins, so that one that was damaged further on can still be overwritten. An
  /// empty one says nothing.
  private var hasOwnManifest: Bool {
    OwnFileKind.manifest.isKind(of: manifest, ifEmpty: false) ?? false
  }

  /// Whether the record of a begun build is one that some version of `prep` wrote.
  private var hasOwnRecord: Bool {
    guard let bytes = try? identity.read(limit: Self.recordByteLimit),
      let value = try? JSONReader(parsing: bytes.span).value
    else { return false }
    return value.member("tool").member("name") == .string("prep")
  }

  /// What a build's record may hold at the most.
  static let recordByteLimit = 1 << 28

  /// Removes all that builds make, of a directory in which nothing is foreign.
  ///
  /// The manifest goes first: what is left is no data set. What says that the rest is ours goes
  /// last, so that a run which is killed here can be followed by another. Each is on the disk before
  /// the next begins, since a file system may keep removals in any order.
  func clear() throws(Fault) {
    if manifest.exists, !identity.exists {
      try work.makeDirectories()
      let record: JSONValue = ["tool": ["name": "prep"], "state": "being removed"]
      try AtomicFile.write(Array(JSONWriter.pages(record).utf8).span, to: identity)
    }
    try manifest.remove()
    try folder.place(".").synchronizeDirectory()
    for name in try folder.place(".").names() where name != "work" { try removeOwn(name) }
    try folder.place(".").synchronizeDirectory()
    guard work.exists else { return }
    for name in try work.names() where name != "build.json" { try removeOwn("work/" + name) }
    try work.synchronizeDirectory()
    try removeOwn("work")
    try folder.place(".").synchronizeDirectory()
  }

  /// Removes `work/`, which a finished data set does not need.
  func removeWork() throws(Fault) { try removeOwn("work") }

  /// Removes what a repair made and did not put in place.
  func removeRepair() throws(Fault) { try removeOwn("work/repair", where: isOwnFile) }

  /// Removes a file, or a directory and all in it, where every name is one that builds give.
  ///
  /// - Parameter isOwn: Asked of each file; nothing is removed after the first that is not ours.
  func removeOwn(
    _ name: String, where isOwn: (String) -> Bool = OwnNames.isFile
  ) throws(Fault) {
    let place = file(name)
    guard place.kind == .directory else {
      guard place.kind == nil || (place.kind == .file && isOwn(name)) else {
        throw .file(
          "remove", place.path, detail: "it is not a file that prep made; move it away")
      }
      return try place.remove()
    }
    try place.removeTree { isOwn(name + "/" + $0) }
  }

  /// Removes what killed runs left under temporary names.
  func removeTemporaries() throws(Fault) {
    for entry in try folder.place(".").entries()
    where entry.kind == .file && OwnNames.isTemporary(entry.name) {
      try file(entry.name).remove()
    }
  }

  /// The first of `paths` that is a file of this directory, by whatever way it leads there.
  func firstOwnFile(of paths: [String]) throws(Fault) -> String? {
    var own: Set<FileIdentity> = []
    for entry in try folder.place(".").entries() where entry.kind == .file {
      if let identity = file(entry.name).identity { own.insert(identity) }
    }
    guard !own.isEmpty else { return nil }
    return paths.first { FilePlace($0).identity.map(own.contains) ?? false }
  }
}
