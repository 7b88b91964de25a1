import ByteIO
import Inspect
import Pipeline
import Shards
import Tokenizer

extension DoctorCheck {
  /// Whether a model and a data set belong together; asked for by `--data` and `--model`.
  static let model = DoctorCheck(name: "model", title: "Data set and model") { examination in
    guard examination.request.data != nil || examination.request.model != nil else { return [] }
    var findings: [Finding] = []
    var manifest: Manifest?
    if let directory = examination.request.data {
      do throws(Fault) {
        let found = try DataSetDirectory(directory).manifest()
        manifest = found
        findings.append(dataSet(directory, found))
        findings += libraries(found)
      } catch {
        findings.append(
          Finding(.fail, "data set", directory, symptom: "prep: \(error.message)"))
      }
    }
    guard let name = examination.request.model else { return findings }
    guard let folder = examination.modelFolder else {
      return findings + [notHere(name, examination.hub)]
    }
    findings.append(Finding(.ok, "model", folder.path, value: .string(folder.path)))
    let wanted = DataSetNeeds(manifest, tokenizer: try? examination.tokenizer.get())
    return findings
      + ModelComparison(folder: folder, wanted: wanted, data: examination.request.data).findings
  }

  private static func dataSet(_ directory: String, _ manifest: Manifest) -> Finding {
    let rows = manifest.splits.reduce(0) { $0 + $1.rowCount }
    return Finding(
      .ok, "data set",
      "\(directory): \(Figures.count(rows)) rows of \(Figures.count(manifest.rowLength)), template "
        + manifest.template.name,
      value: .string(manifest.dataSetID.description))
  }

  /// A data set that was made with other libraries is as good; to make its bytes again takes the same.
  private static func libraries(_ manifest: Manifest) -> [Finding] {
    let here = ["zstd": ZstdCompressor.libraryVersion]
    return manifest.libraries.compactMap { library in
      guard let version = here[library.name], version != library.version else { return nil }
      return Finding(
        .note, "data set", "made with \(library.name) \(library.version), and \(version) is here",
        reason: "it reads alike; prep verify --repair, which makes its bytes again, may refuse")
    }
  }

  private static func notHere(_ name: String, _ hub: HubCache) -> Finding {
    guard ModelFolder.isName(name) else {
      return Finding(
        .fail, "model", "there is no directory \(name)",
        mend: Mend(advice: "Give a model's directory, or its name on the Hub."))
    }
    return Finding(
      .warn, "model", "\(name) is not in the Hub's cache, so nothing of it was compared",
      reason: "looked at was \(hub.directory ?? "nothing"); nothing is fetched",
      mend: Mend(
        run: ["hf download \(ShellText.quoted(name)) --include '*.json'"],
        advice: "That fetches the small files alone; or name a directory that has them."))
  }
}
