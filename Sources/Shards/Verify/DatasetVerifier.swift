package import ByteIO

/// Reads all of a data set and says what is wrong with it.
package enum DatasetVerifier {
  /// Verifies the data set in `directory` with `threadCount` threads.
  ///
  /// Every file that the manifest lists is read whole and compared by length and hash; every block
  /// of every shard is decoded, its hashes and values checked, its padding compared with the pad
  /// token, and the sums compared with the manifest's; so are the plan's records and rows. Files that the manifest does not list are
  /// not looked at.
  ///
  /// - Returns: The damage found, in the order of the manifest; empty where there is none.
  package static func verify(
    _ directory: String, threadCount: Int = 1, progress: Progress = Progress()
  ) -> [Damage] {
    let manifest: Manifest
    do {
      manifest = try readManifest(in: directory)
    } catch {
      return [
        Damage(file: DataSetName.manifest, kind: .manifest, description: error.description)
      ]
    }
    progress.enter(.verifying, totalAmount: byteCount(manifest))
    let taskCount = manifest.files.count + manifest.shards.count
    let tasks = Monitor(
      (next: 0, damage: [[Damage]](repeating: [], count: taskCount)))
    Threads.run(max(1, min(threadCount, taskCount))) { _ in
      var verifier = ShardVerifier(directory: directory, manifest: manifest, progress: progress)
      while true {
        let number = tasks.withLock { tasks in
          defer { tasks.next += 1 }
          return tasks.next
        }
        guard number < taskCount else { return }
        // Shards first: they are what takes time, and the last of them should not start last.
        let shardCount = manifest.shards.count
        let damage: [Damage]
        if number < shardCount {
          damage = verifier.verify(shard: number)
        } else {
          let file = manifest.files[number - shardCount]
          damage = verify(file, of: manifest, in: directory)
          progress.add(Int(clamping: file.byteCount))
        }
        tasks.withLock { $0.damage[number] = damage }
      }
    }
    return tasks.withLock { $0.damage.flatMap { $0 } }
  }

  /// The bytes of all files by the manifest, which may state any.
  private static func byteCount(_ manifest: Manifest) -> Int? {
    let counts = manifest.shards.map(\.byteCount) + manifest.files.map(\.byteCount)
    var sum: UInt64 = 0
    for count in counts {
      let (next, overflows) = sum.addingReportingOverflow(count)
      guard !overflows else { return nil }
      sum = next
    }
    return Int(exactly: sum)
  }

  private static func readManifest(in directory: String) throws(Fault) -> Manifest {
    let path = directory + "/" + DataSetName.manifest
    let bytes = try Manifest.load(FilePlace(path))
    let manifest = try Manifest(parsing: bytes.span, path)
    // The manifest's own hash covers its values; this covers its bytes.
    let expected = try manifest.bytes(for: path)
    guard bytes.count == expected.count,
      expected.indices.allSatisfy({ bytes.span[$0] == expected[$0] })
    else {
      throw Fault(
        .malformed, path, .file, expected: "the bytes that its values are written as",
        found: "others")
    }
    return manifest
  }

  private static func verify(
    _ file: Manifest.OtherFile, of manifest: Manifest, in directory: String
  ) -> [Damage] {
    if let damage = compare(
      file.name, in: directory, byteCount: file.byteCount, hash: file.hash, shard: nil)
    {
      return [damage]
    }
    guard file.name == DataSetName.plan else { return [] }
    do {
      try PlanFile(path: directory + "/" + file.name).check(against: manifest)
      return []
    } catch {
      let kind: Damage.Kind = error.kind == .mismatch ? .mismatch : .content
      return [Damage(file: file.name, kind: kind, description: error.description)]
    }
  }

  /// Compares a file's length and hash with those stated; nil where they are the same.
  static func compare(
    _ name: String, in directory: String, byteCount: UInt64, hash: Hash128, shard: Int?
  ) -> Damage? {
    do {
      let file = try File.openRegular(directory + "/" + name)
      let found = try file.byteCount()
      guard found == byteCount else {
        return Damage(
          file: name, kind: .size, shard: shard,
          description: "expected a file of \(byteCount) bytes, found \(found)")
      }
      var hasher = StreamingHash()
      var buffer = ByteBuffer(capacity: 1 << 20)
      var offset: UInt64 = 0
      while offset < byteCount {
        let step = Int(min(1 << 20, byteCount - offset))
        try file.readExactly(step, at: offset, into: &buffer)
        hasher.update(buffer.span)
        offset += UInt64(step)
      }
      let actual = hasher.digest()
      guard actual == hash else {
        return Damage(
          file: name, kind: .fileHash, shard: shard,
          description: "expected xxh3 \(hash), found \(actual)")
      }
      return nil
    } catch {
      return Damage(file: name, kind: .missing, shard: shard, description: "\(error)")
    }
  }
}
