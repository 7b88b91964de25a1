import ByteIO

/// The Hub's cache on this machine, and the token for it, where huggingface-hub has them.
///
/// Nothing is fetched. The variables are huggingface-hub's own.
struct HubCache {
  /// The directory of models; nil where neither HF_HOME nor HOME says where it would be.
  let directory: String?
  /// What says the token; nil where there is none.
  let tokenOrigin: String?

  init(_ environment: (String) -> String?) {
    func variable(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    let cache = variable("XDG_CACHE_HOME") ?? variable("HOME").map { $0 + "/.cache" }
    let home = variable("HF_HOME") ?? cache.map { $0 + "/huggingface" }
    directory =
      variable("HF_HUB_CACHE") ?? variable("HUGGINGFACE_HUB_CACHE") ?? home.map { $0 + "/hub" }
    let names = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"]
    let file = variable("HF_TOKEN_PATH") ?? home.map { $0 + "/token" }
    tokenOrigin =
      names.first { variable($0) != nil } ?? file.flatMap { Self.isFilled($0) ? $0 : nil }
  }

  /// The directory itself, or the nearest above it that is there.
  var existingDirectory: String? {
    guard var path = directory else { return nil }
    while !FileSystem.exists(path) {
      let parent = FileSystem.directory(of: path)
      if parent == path { return nil }
      path = parent
    }
    return path
  }

  /// Whether a file holds anything: what it holds is not read.
  private static func isFilled(_ path: String) -> Bool {
    guard let file = try? File.openRegular(path), let count = try? file.byteCount() else {
      return false
    }
    return count > 0
  }

  /// The directory of a model's files in the cache; nil where it has none.
  func snapshot(of name: String) -> String? {
    guard let directory else { return nil }
    let model = directory + "/models--" + name.split(separator: "/").joined(separator: "--")
    guard let text = try? FilePlace(model + "/refs/main").read(limit: 256) else { return nil }
    // SAFETY: the bytes are copied within the call.
    let revision = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      .split(whereSeparator: \.isWhitespace).first.map { String($0) }
    guard let revision, revision.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      return nil
    }
    let snapshot = model + "/snapshots/" + revision
    return FileSystem.kind(of: snapshot) == .directory ? snapshot : nil
  }
}
