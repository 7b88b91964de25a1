import ByteIO
import CFeederSystem
import CPrepSystem
import Glibc

extension DoctorCheck {
  /// Processors, memory and disk.
  static let machine = DoctorCheck(name: "machine", title: "Machine") { examination in
    [processors, memory] + disks(examination)
  }

  private static var processors: Finding {
    let count = Int(cprep_processor_count())
    return Finding(.ok, "cores", Figures.count(count), value: JSONValue(count))
  }

  private static var memory: Finding {
    let memory = cprep_memory_now()
    guard memory.total != .max else { return Finding(.note, "memory", "/proc says nothing of it") }
    var text = Figures.bytes(memory.total)
    if memory.limit < memory.total {
      text = "\(Figures.bytes(memory.limit)), the limit of a control group; the machine has \(text)"
    }
    text += "; \(Figures.bytes(memory.available)) available"
    let value: JSONValue = [
      "total_bytes": JSONValue(memory.total),
      "limit_bytes": memory.limit < memory.total ? JSONValue(memory.limit) : .null,
      "available_bytes": JSONValue(memory.available),
    ]
    guard memory.available < 1 << 29 else { return Finding(.ok, "memory", text, value: value) }
    return Finding(
      .warn, "memory", text, value: value, symptom: "Killed, without another word",
      reason: "a build takes 150 MB and up on two threads, and some 200 bytes a record",
      mend: Mend(advice: "End what takes the memory, or build with fewer --threads."))
  }

  /// The disk here, and that of the Hub's cache where a model is to come there.
  private static func disks(_ examination: Examination) -> [Finding] {
    var findings = [disk("disk", at: ".", least: 1 << 30)]
    let cache = examination.hub.existingDirectory
    if let model = examination.request.model, ModelFolder.isName(model),
      examination.modelFolder == nil, let cache
    {
      findings.append(disk("disk of the Hub's cache", at: cache, least: 20_000_000_000))
    }
    return findings
  }

  private static func disk(_ subject: String, at path: String, least: UInt64) -> Finding {
    let free: UInt64
    do throws(Fault) {
      free = try FileSystem.freeByteCount(at: path)
    } catch {
      return Finding(.warn, subject, error.message)
    }
    let place = path == "." ? "here" : "at \(path)"
    let text = "\(Figures.bytes(free)) free \(place)"
    guard free < least else { return Finding(.ok, subject, text, value: JSONValue(free)) }
    return Finding(
      .warn, subject, text, value: JSONValue(free), symptom: "No space left on device (errno 28)",
      reason: path == "."
        ? "a build takes some 80 bytes for 100 of instruction data while it runs"
        : "Llama 3.1 8B takes 16 GB",
      mend: Mend(
        advice: path == "."
          ? "Free some space, or write to another disk."
          : "Free some space, or name a directory of another disk in HF_HOME."))
  }
}
